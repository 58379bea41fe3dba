import { PolicyDocument } from "../policy";
import data from "./data/documented-policies.json";
import type { Source } from "./source";

/** A policy that the vendor documents as JSON to paste into the console. */
export interface DocumentedPolicy extends Source {
  readonly title: string;
  /** The document, word for word. */
  readonly document: PolicyDocument;
}

/** Keys of the documented policies. */
export type DocumentedPolicyKey = "fullAccess" | "leastPrivilege";

// Says that the keys are those of the data; a type taken from the data itself would put a .json import into the
// published declarations, which users without `resolveJsonModule` cannot compile.
const policies: Readonly<Record<DocumentedPolicyKey, Source & { title: string; document: unknown }>> = data;

/**
 * A policy of AgentRun's page on granting RAM users access.
 *
 * @param key `fullAccess` has 28 statements over 24 services; `leastPrivilege` has 14, for the core features.
 */
export function documentedPolicy(key: DocumentedPolicyKey): DocumentedPolicy {
  const { title, source, read, document } = policies[key];
  return { title, source, read, document: PolicyDocument.fromJson(document) };
}
