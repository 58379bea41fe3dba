import type { GrantModel } from "../../../lib/grants/grant-model";
import { policyGrants, policyKindOf } from "../../../lib/grants/policy-grants";
import { type PolicyKind, isPolicyKind } from "../../../lib/policy";

/** The kind of a policy: as chosen, or else trust if its statements have principals. */
export function kindOf(chosen: string, text: string): PolicyKind {
  if (isPolicyKind(chosen)) return chosen;
  try {
    return policyKindOf(JSON.parse(text));
  } catch {
    return "identity"; // what is not JSON is an error of every kind
  }
}

/** What a policy grants to whoever has it, or whom a trust policy trusts. */
export function modelOf(text: string, kind: PolicyKind): GrantModel {
  return policyGrants({
    kind: "policies",
    name: "policy",
    isFolder: false,
    policies: [{ place: "policy", file: "the policy", kind, text }],
  });
}
