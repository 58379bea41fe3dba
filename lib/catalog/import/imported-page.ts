import type { AccessLevel } from "../access-level";

/** The content of an authorization page, in a fixed order. */
export interface ImportedPage {
  /** RAM code, e.g. `agentrun`. */
  readonly code: string;
  readonly title: string;
  readonly granularity: "service" | "operation" | "resource";
  /** Other RAM codes of the product on the page. */
  readonly otherCodes: readonly string[];
  /** ARN templates by resource type. */
  readonly resourceTypes: Readonly<Record<string, readonly string[]>>;
  /** Condition keys of the service. */
  readonly conditionKeys: readonly string[];
  /** By name, without the RAM code. */
  readonly actions: Readonly<Record<string, ImportedAction>>;
}

/** An action as in data files. Missing fields have their default. */
export interface ImportedAction {
  /** @default - the action's own name */
  readonly api?: string;
  readonly level: AccessLevel;
  /** The page has no level; this one is a reviewed correction. */
  readonly inferred?: true;
  /** Empty if RAM authorizes the action on `*` only. */
  readonly resources: readonly ImportedResource[];
  readonly conditionKeys?: readonly string[];
  readonly dependentActions?: readonly string[];
}

/** A resource that an action is authorized on. */
export interface ImportedResource {
  /** The resource type of the page, e.g. `Workspace`. */
  readonly type: string;
  /** Template, e.g. `acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}`. */
  readonly arn: string;
  /** Set if a request may also name no such resource. @default - required */
  readonly optional?: true;
}
