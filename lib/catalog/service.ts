import type { AccessLevel } from "./access-level";
import type { ImportedPage, ImportedResource } from "./import/imported-page";

/** How the catalog knows that an action exists. */
export type Provenance =
  "authorization-page" | "authorization-table" | "documented-policy" | "feature-table" | "system-policy";

/** What is known of one action. */
export interface CatalogAction {
  /**
   * With the RAM code, e.g. `agentrun:GetTool`. A pattern, e.g. `bssapi:Query*`, if nothing else is known of a service.
   */
  readonly name: string;
  /** RAM code, e.g. `agentrun`. */
  readonly service: string;
  /** Name of the API that the action authorizes. */
  readonly api: string;
  readonly level: AccessLevel;
  /** Whether the level is inferred from the action's name, because no page has it. */
  readonly levelInferred: boolean;
  /**
   * The resources that RAM authorizes the action on. Empty if a statement must have `*`; `undefined` if no page documents
   * them.
   */
  readonly resources: readonly ImportedResource[] | undefined;
  readonly conditionKeys: readonly string[];
  /** Actions that the caller also needs. */
  readonly dependentActions: readonly string[];
  readonly provenance: readonly Provenance[];
}

/** What is known of a service. */
export interface Service {
  /** RAM code, e.g. `agentrun`. */
  readonly code: string;
  readonly title: string;
  /** The finest granularity at which actions can be granted; `undefined` if no page documents it. */
  readonly granularity: ImportedPage["granularity"] | undefined;
  /** ARN templates by resource type. */
  readonly resourceTypes: Readonly<Record<string, readonly string[]>>;
  /** By name with the RAM code, sorted. */
  readonly actions: ReadonlyMap<string, CatalogAction>;
}
