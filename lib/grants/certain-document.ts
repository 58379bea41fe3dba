import type { PolicyDocument } from "../policy";
import { leavesOf } from "../terraform/document-branches";
import type { GrantedPolicy } from "./grant-model";

/** The document of a policy; `undefined` if it is unknown or unconfirmed. */
export function certainDocument({ document, unconfirmed }: GrantedPolicy): PolicyDocument | undefined {
  return unconfirmed === undefined ? document : undefined;
}

/** All documents that a policy may have; `undefined` if that is not known. */
export function possibleDocuments(policy: GrantedPolicy): readonly PolicyDocument[] | undefined {
  const certain = certainDocument(policy);
  if (certain !== undefined) return [certain];
  return policy.chosen === undefined ? undefined : leavesOf(policy.chosen.branches);
}
