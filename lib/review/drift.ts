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
 * Models to compare what code grants with what an account has. All stacks are one. What Terraform reads besides grants is
 * left out, because an account has none of it. Of principals that the code only names, to attach policies to them, it says
 * neither that they exist nor whom they trust, so the account's word is taken for both.
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
