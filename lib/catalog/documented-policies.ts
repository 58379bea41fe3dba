import { PolicyDocument } from "../policy";
import { dataFiles } from "./data-files";
import type { Source } from "./source";

/** A policy that the vendor documents as JSON to paste into the console. */
export interface DocumentedPolicy extends Source {
  /** What the vendor's page calls it. */
  readonly title: string;
  /** The document, verbatim. */
  readonly document: PolicyDocument;
}

/** Keys of the documented policies. */
export type DocumentedPolicyKey = "fullAccess" | "leastPrivilege";

/** The policies as in the data file. */
export type DocumentedPolicies = Readonly<
  Record<DocumentedPolicyKey, Source & { readonly title: string; readonly document: unknown }>
>;

/**
 * A policy of AgentRun's page about granting access to RAM users.
 *
 * @param key `fullAccess` has 28 statements for 24 services; `leastPrivilege` has 14, for the core features
 */
export function documentedPolicy(key: DocumentedPolicyKey): DocumentedPolicy {
  const { title, source, read, document } = dataFiles.documentedPolicies()[key];
  return { title, source, read, document: PolicyDocument.fromJson(document) };
}
