import type { PolicyDocument } from "../../policy";
import type { UsageRow } from "../usage";
import type { FeatureRequest } from "./feature-request";
import type { Grantee } from "./generate";

/** An action on a resource, from any kind of evidence. */
export type NeededAccess = Pick<UsageRow, "action" | "resource">;

/** Grants as renderers print them, whatever evidence they come from. */
export interface ShownGrants {
  /** What the grants are for: names of constructs and policies come from it. */
  readonly name: string;
  /** Different for different grants of a report. */
  readonly key: string;
  /** Who gets them; `undefined` if nobody is named. */
  readonly principal: Pick<Grantee, "kind" | "name"> | undefined;
  /** What is said about them, e.g. every use. */
  readonly about: readonly string[];
  readonly documents: readonly PolicyDocument[];
  readonly features: FeatureRequest<NeededAccess> | undefined;
}

/** A report of grants: its head, and its text if there are no grants. */
export interface ShownReport {
  readonly title: string;
  readonly head: readonly string[];
  readonly grants: readonly ShownGrants[];
  readonly nothing: string;
  /** Name of the function that makes the constructs. */
  readonly functionName: string;
  /** What the grants are compared with, e.g. `what was seen`. */
  readonly beyond: string;
}
