import { systemPolicy } from "../catalog";
import type { GrantedPolicy } from "./grant-model";

/** An attached system policy, with what the catalog knows of it. */
export function systemPolicyGrant(name: string): GrantedPolicy {
  const known = systemPolicy(name);
  return {
    name,
    type: "System",
    document: known?.document,
    source: undefined,
    ...(known?.documentCertainty === "unconfirmed"
      ? { unconfirmed: `the catalog has an unconfirmed copy of its document only: ${known.note ?? known.read}` }
      : {}),
  };
}
