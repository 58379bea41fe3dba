import type { AccessLevel } from "./access-level";
import type { ImportedResource } from "./import/imported-page";
import type { Provenance } from "./service";

/**
 * The published facts about the actions of a service whose authorization page could not be read: from the pages of single
 * operations, policies to copy, and system policies. Other actions exist, about which these pages say nothing.
 */
export interface OperationPagesFile {
  readonly code: string;
  readonly title: string;
  /** Day of reading, `YYYY-MM-DD`. */
  readonly read: string;
  /** Addresses of the pages, by the names that `source` uses. */
  readonly sources: Readonly<Record<string, string>>;
  /** ARN templates by resource type, as the pages print them. */
  readonly resourceTypes: Readonly<Record<string, readonly string[]>>;
  /** By name, without the RAM code. */
  readonly actions: Readonly<Record<string, PublishedAction>>;
}

/** The published facts about one action. */
export interface PublishedAction {
  readonly level: AccessLevel;
  /** Whether the level is inferred from the name. @default false - the page prints it */
  readonly inferred?: true;
  readonly from: Provenance;
  /** Key of the source. */
  readonly source: string;
  /** Missing if no page prints them. */
  readonly resources?: readonly ImportedResource[];
}
