import type { AccessLevel } from "./access-level";
import type { ImportedResource } from "./import/imported-page";

/**
 * The resources of actions whose service has no authorization page: a reviewed table, compiled from single pages of the
 * documentation.
 */
export interface AuthorizationsFile {
  readonly code: string;
  readonly title: string;
  /** Day of reading, `YYYY-MM-DD`. */
  readonly read: string;
  /** Addresses of the pages, by the names that `from` uses. */
  readonly sources: Readonly<Record<string, string>>;
  /** ARN templates by resource type. */
  readonly resourceTypes: Readonly<Record<string, readonly string[]>>;
  /** By name, without the RAM code. */
  readonly actions: Readonly<Record<string, AuthorizedAction>>;
}

/** The resources of one action. */
export interface AuthorizedAction {
  /** Inferred from the name, because these pages give none. */
  readonly level: AccessLevel;
  /** The caller needs permission on one resource of each type. Several ARNs of the same type are alternatives. */
  readonly resources: readonly ImportedResource[];
  readonly conditionKeys?: readonly string[];
  /** Key of the source. */
  readonly from: string;
  /** Explains the reading of an unclear source. */
  readonly note?: string;
}
