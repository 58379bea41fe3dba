import type { GrantModel, PrincipalGrants } from "../grants/grant-model";
import { foldCase } from "../policy/letter-case";

/** The name under which drift is reported. */
const name = "account";

/** What code grants, and what an account has, as they are compared. */
export interface DriftModels {
  readonly code: readonly GrantModel[];
  readonly account: readonly GrantModel[];
}

/**
 * The models for comparing what code grants with what an account has. All stacks are merged into one. What Terraform reads
 * besides grants is left out, because an account has nothing like it. If the code only attaches policies to a principal, it
 * does not say whether the principal exists or whom it trusts, so both are taken from the account.
 */
export function driftModels({ code, account }: DriftModels): DriftModels {
  const there = new Map(
    account.flatMap(({ principals }) =>
      principals.filter(({ exists }) => exists).map((one) => [keyOf(one), one] as const),
    ),
  );
  const known = (named: PrincipalGrants): PrincipalGrants => {
    const found = named.exists ? undefined : there.get(keyOf(named));
    return found === undefined ? named : { ...named, exists: true, trust: found.trust };
  };
  const named = code.map((model) => ({ ...model, principals: model.principals.map(known) }));
  return { code: named.map(asAccount), account: account.map(asAccount) };
}

function keyOf({ principal: { kind, name: own } }: PrincipalGrants): string {
  return `${kind} ${foldCase(own)}`;
}

function asAccount({ configuration: _, ...model }: GrantModel): GrantModel {
  return { ...model, stack: name };
}
