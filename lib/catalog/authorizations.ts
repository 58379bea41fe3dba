import type { AccessLevel } from "./access-level";
import type { ImportedResource } from "./import/imported-page";

/**
 * What actions of a service without an authorization page of its own are authorized on: a reviewed table, put together
 * from single pages of the documentation.
 */
export interface AuthorizationsFile {
  readonly code: string;
  readonly title: string;
  /** Day of reading, `YYYY-MM-DD`. */
  readonly read: string;
  /** Addresses of the pages, by the names that actions refer to them with. */
  readonly sources: Readonly<Record<string, string>>;
  /** ARN templates by resource type. */
  readonly resourceTypes: Readonly<Record<string, readonly string[]>>;
  /** By name, without the RAM code. */
  readonly actions: Readonly<Record<string, AuthorizedAction>>;
}

/** What one action is authorized on. */
export interface AuthorizedAction {
  /** Inferred from the name: these pages give none. */
  readonly level: AccessLevel;
  /** RAM must allow the action on one of each type. Several ARNs of one type are alternatives. */
  readonly resources: readonly ImportedResource[];
  readonly conditionKeys?: readonly string[];
  /** Which of the sources says so. */
  readonly from: string;
  /** Why the source is read as it is. */
  readonly note?: string;
}
