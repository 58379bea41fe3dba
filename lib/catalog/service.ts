import type { AccessLevel } from "./access-level";
import type { FeatureKey } from "./generated/feature-key";
import type { ImportedPage, ImportedResource } from "./import/imported-page";
import type { Source } from "./source";

/**
 * How the catalog knows that an action exists. Of an `api-operation`, it knows only that the API has an operation of this
 * name.
 */
export type Provenance =
  | "api-operation"
  | "authorization-page"
  | "authorization-table"
  | "documented-policy"
  | "feature-table"
  | "operation-page"
  | "practice-page"
  | "system-policy";

/** What one document says about the resources of an action. */
export interface ResourceScope extends Source {
  /** e.g. `authorization page` */
  readonly title: string;
  /** Day of the document's last change, `YYYY-MM-DD`, if it is known. */
  readonly changed?: string;
  /** Empty if the document has the action on all resources (`*`) only. */
  readonly resources: readonly ImportedResource[];
  /** What is doubtful about it. */
  readonly note?: string;
}

/** An operation of an SDK for which no document names an action, or that newer versions of the SDK lack. */
export interface SdkOperation {
  /** With the RAM code, e.g. `agentrun:GetIMBot`. */
  readonly name: string;
  /** `retired` if newer versions of the SDKs lack it. */
  readonly status: "SDK only" | "retired";
  /** Which SDK has or had it, since and until when. */
  readonly about: string;
  /** The feature that is incomplete without it, if it is not retired. */
  readonly feature: FeatureKey | undefined;
  /** Address of the package. */
  readonly source: string;
  /** Day of reading, `YYYY-MM-DD`. */
  readonly read: string;
}

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
  /** The access level of the authorization page. */
  readonly level: AccessLevel;
  /** Whether the level is inferred from the action's name, because no page has it. */
  readonly levelInferred: boolean;
  /**
   * The resources that RAM authorizes the action on. Empty if a statement must have `*`; `undefined` if no page documents
   * them.
   */
  readonly resources: readonly ImportedResource[] | undefined;
  /** Condition keys of the service that the action supports. */
  readonly conditionKeys: readonly string[];
  /** Actions that the caller also needs. */
  readonly dependentActions: readonly string[];
  /** The kinds of documents that name the action. */
  readonly provenance: readonly Provenance[];
  /**
   * What other pages than the authorization page say about the resources. {@link contestedScope} tells whether they
   * contradict it.
   * @default - none says anything
   */
  readonly otherScopes?: readonly ResourceScope[];
}

/** What is known of a service. */
export interface Service {
  /** RAM code, e.g. `agentrun`. */
  readonly code: string;
  /** For people, e.g. `Function Compute`. */
  readonly title: string;
  /** The finest granularity at which actions can be granted; `undefined` if no page documents it. */
  readonly granularity: ImportedPage["granularity"] | undefined;
  /** ARN templates by resource type. */
  readonly resourceTypes: Readonly<Record<string, readonly string[]>>;
  /** The page that `resources` of actions are from; `undefined` if no authorization page was read. */
  readonly page: Source | undefined;
  /**
   * Operations of SDKs for which no document names an action, or that no longer exist, by name with the RAM code, sorted.
   */
  readonly operations: ReadonlyMap<string, SdkOperation>;
  /** Operations by older names, which audit records may still show. */
  readonly formerNames: Readonly<Record<string, string>>;
  /** By name with the RAM code, sorted. */
  readonly actions: ReadonlyMap<string, CatalogAction>;
}
