import { systemPolicy } from "../catalog";
import type { GrantedPolicy } from "./grant-model";

/** A system policy with its document from the catalog. */
export function systemPolicyGrant(name: string): GrantedPolicy {
  const known = systemPolicy(name);
  return {
    name,
    type: "System",
    document: known?.document,
    source: undefined,
    ...(known?.documentCertainty === "unconfirmed"
      ? { unconfirmed: `the catalog has only an unconfirmed copy of its document: ${known.note ?? known.read}` }
      : {}),
  };
}
