import type { TrustPolicy } from "../policy";
import { isBranching } from "../terraform/document-branches";
import { type EffectiveGrants, widestTrust } from "./effective-grants";
import type { GrantedPolicy } from "./grant-model";
import { type ChosenDocument, type ConditionCase, chosenIn } from "./open-conditions";

/** The policy as it is in a case of the conditions that decide which document it has. */
export function policyIn(policy: GrantedPolicy, answers: ConditionCase): GrantedPolicy {
  const { chosen, madeOf: _, ...known } = policy;
  const document = chosen && chosenIn(chosen, answers);
  return document === undefined || isBranching(document) ? policy : { ...known, document };
}

/** Grants in a case of the conditions that decide which documents policies have. */
export function grantsIn(grants: EffectiveGrants, answers: ConditionCase): EffectiveGrants {
  return mapPolicies(grants, (policy) => policyIn(policy, answers));
}

/** The same grants with other policies. */
export function mapPolicies(
  { account, resourceGroups }: EffectiveGrants,
  change: (policy: GrantedPolicy) => GrantedPolicy,
): EffectiveGrants {
  return {
    account: account.map(change),
    resourceGroups: new Map([...resourceGroups].map(([id, policies]) => [id, policies.map(change)])),
  };
}

/** The trust policy of a role in a case of the conditions that decide what it says. */
export function trustIn(
  trust: TrustPolicy | undefined,
  chosen: readonly ChosenDocument<TrustPolicy>[],
  answers: ConditionCase,
): TrustPolicy | undefined {
  return chosen.reduce((widest, one) => {
    const decided = chosenIn(one, answers);
    return isBranching(decided) ? widest : widestTrust(widest, decided);
  }, trust);
}
