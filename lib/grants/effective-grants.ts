import { TrustPolicy } from "../policy";
import type { GrantedPolicy, PrincipalGrants } from "./grant-model";

/** The policies of a principal, including those of its groups. */
export interface EffectiveGrants {
  readonly account: readonly GrantedPolicy[];
  readonly resourceGroups: ReadonlyMap<string, readonly GrantedPolicy[]>;
}

/** The policies of a principal and, for a user, those of its groups. */
export function effectiveGrants(
  grants: PrincipalGrants | undefined,
  groupNamed: (name: string) => PrincipalGrants | undefined,
): EffectiveGrants {
  const through = (grants?.groups ?? []).flatMap((name) => {
    const group = groupNamed(name);
    return group === undefined ? [] : [{ name, group }];
  });
  const named = (policies: readonly GrantedPolicy[], group: string): readonly GrantedPolicy[] =>
    policies.map((policy) => ({ ...policy, name: `${policy.name} (through group ${group})` }));
  const resourceGroups = new Map<string, readonly GrantedPolicy[]>(grants?.resourceGroups);
  for (const { name, group } of through) {
    for (const [id, policies] of group.resourceGroups) {
      resourceGroups.set(id, [...(resourceGroups.get(id) ?? []), ...named(policies, name)]);
    }
  }
  return {
    account: [...(grants?.account ?? []), ...through.flatMap(({ name, group }) => named(group.account, name))],
    resourceGroups,
  };
}

/** For two trust policies of the same role name: what either of them allows, and what both deny. */
export function widestTrust(one: TrustPolicy | undefined, other: TrustPolicy | undefined): TrustPolicy | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one.toText() === other.toText()) return one;
  const refusals = new Set(
    other.statements.filter(({ effect }) => effect === "Deny").map((deny) => JSON.stringify(deny)),
  );
  return new TrustPolicy(
    [
      ...one.statements.filter((statement) => statement.effect === "Allow" || refusals.has(JSON.stringify(statement))),
      ...other.statements.filter(({ effect }) => effect === "Allow"),
    ],
    "any",
  );
}

function chosenTrustsOf(...all: readonly PrincipalGrants[]): Pick<PrincipalGrants, "chosenTrusts"> {
  const chosenTrusts = all.flatMap((one) => one.chosenTrusts ?? []);
  return chosenTrusts.length === 0 ? {} : { chosenTrusts };
}

/** Merges what two models say about a principal. */
export function union(one: PrincipalGrants, other: PrincipalGrants): PrincipalGrants {
  const resourceGroups = new Map(one.resourceGroups);
  for (const [id, policies] of other.resourceGroups) {
    resourceGroups.set(id, [...(resourceGroups.get(id) ?? []), ...policies]);
  }
  return {
    principal: one.principal,
    exists: one.exists || other.exists,
    ...(one.imported === true || other.imported === true ? { imported: true as const } : {}),
    account: [...one.account, ...other.account],
    resourceGroups,
    groups: [...new Set([...one.groups, ...other.groups])],
    ...chosenTrustsOf(one, other),
    trust: widestTrust(one.trust, other.trust),
  };
}
