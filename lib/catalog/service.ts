import type { AccessLevel } from "./access-level";
import type { ImportedPage, ImportedResource } from "./import/imported-page";

/** How it is known that an action exists. */
export type Provenance =
  "authorization-page" | "authorization-table" | "documented-policy" | "feature-table" | "system-policy";

/** What is known of one action. */
export interface CatalogAction {
  /** With the RAM code, e.g. `agentrun:GetTool`; a pattern where nothing else is known of a service: `bssapi:Query*`. */
  readonly name: string;
  /** RAM code, e.g. `agentrun`. */
  readonly service: string;
  /** Name of the API that the action is for. */
  readonly api: string;
  readonly level: AccessLevel;
  /** The level is inferred from the action's name, because no page gives it. */
  readonly levelInferred: boolean;
  /**
   * What the action is authorized on. Empty where the action knows no single resources, so that a statement must say
   * `*`; `undefined` where no page says.
   */
  readonly resources: readonly ImportedResource[] | undefined;
  readonly conditionKeys: readonly string[];
  /** Actions that the caller must be allowed too. */
  readonly dependentActions: readonly string[];
  readonly provenance: readonly Provenance[];
}

/** What is known of a service. */
export interface Service {
  /** RAM code, e.g. `agentrun`. */
  readonly code: string;
  readonly title: string;
  /** The finest thing that its actions can be granted on; `undefined` where no page says. */
  readonly granularity: ImportedPage["granularity"] | undefined;
  /** ARN templates by resource type. */
  readonly resourceTypes: Readonly<Record<string, readonly string[]>>;
  /** By name with the RAM code, sorted. */
  readonly actions: ReadonlyMap<string, CatalogAction>;
}
