import type { AccessLevel } from "../access-level";

/** What an authorization page says, with everything in a fixed order. */
export interface ImportedPage {
  /** RAM code, e.g. `agentrun`. */
  readonly code: string;
  readonly title: string;
  readonly granularity: "service" | "operation" | "resource";
  /** Other RAM codes that the page states for the product. */
  readonly otherCodes: readonly string[];
  /** ARN templates by resource type. */
  readonly resourceTypes: Readonly<Record<string, readonly string[]>>;
  /** Condition keys of the service. */
  readonly conditionKeys: readonly string[];
  /** By name, without the RAM code. */
  readonly actions: Readonly<Record<string, ImportedAction>>;
}

/** An action, as data files hold it. What is not said has its usual value. */
export interface ImportedAction {
  /** @default - the action's own name */
  readonly api?: string;
  readonly level: AccessLevel;
  /** The page gives no level; this one is a reviewed correction. */
  readonly inferred?: true;
  /** Empty where the action knows no single resources and needs `*`. */
  readonly resources: readonly ImportedResource[];
  readonly conditionKeys?: readonly string[];
  readonly dependentActions?: readonly string[];
}

/** A resource that an action is authorized on. */
export interface ImportedResource {
  readonly type: string;
  /** Template, e.g. `acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}`. */
  readonly arn: string;
  /** @default - required */
  readonly optional?: true;
}
