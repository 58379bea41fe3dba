import { grantsIn, mapPolicies } from "../../grants/grants-in-case";
import type { EffectiveGrants } from "../../grants/effective-grants";
import type { GrantedPolicy } from "../../grants/grant-model";
import { type ChosenDocument, conditionCases } from "../../grants/open-conditions";
import type { PermissionRow, TrustRow, UnknownPolicyRow } from "../report/review-report";

export type PrincipalRow = PermissionRow | UnknownPolicyRow;

/** What may be the case where conditions decide which documents policies have. */
export interface PossibleCase {
  readonly before: EffectiveGrants;
  readonly after: EffectiveGrants;
  /** Why it is not known whether this is the case. */
  readonly about: string;
}

/**
 * All cases of the conditions that decide which documents policies have. A condition that is the same before and after has
 * the same answer. `undefined` if there are no such policies, or too many cases.
 */
export function possibleCases(before: EffectiveGrants, after: EffectiveGrants): readonly PossibleCase[] | undefined {
  const choosing = [before, after].flatMap(policiesIn).filter(({ chosen }) => chosen !== undefined);
  if (choosing.length === 0) return undefined;
  const chosenOf = (grants: EffectiveGrants): readonly ChosenDocument<object>[] =>
    policiesIn(grants).flatMap(({ chosen }) => chosen ?? []);
  const named = stackNames(chosenOf(before), chosenOf(after));
  const [was, is] = [renamed(before, named.before), renamed(after, named.after)];
  const names = [...new Set(choosing.map(({ name }) => name))].sort();
  const about = `only Terraform knows which of its documents policy ${names.join(" and policy ")} has`;
  return conditionCases([...chosenOf(was), ...chosenOf(is)])?.map((answers) => ({
    before: grantsIn(was, answers),
    after: grantsIn(is, answers),
    about,
  }));
}

/**
 * Names for the stacks of both sides, so that conditions with the same answer have the same stack. A stack may have another
 * name after the change, so it is only known which conditions belong together if there is a single stack.
 */
export function stackNames(before: readonly ChosenDocument<object>[], after: readonly ChosenDocument<object>[]) {
  const isOneStack = [before, after].every((side) => new Set(side.map(({ stack }) => stack)).size < 2);
  return {
    before: (stack: string): string => (isOneStack ? "" : `before ${stack}`),
    after: (stack: string): string => (isOneStack ? "" : `after ${stack}`),
  };
}

function policiesIn({ account, resourceGroups }: EffectiveGrants): readonly GrantedPolicy[] {
  return [...account, ...[...resourceGroups.values()].flat()];
}

function renamed(grants: EffectiveGrants, named: (stack: string) => string): EffectiveGrants {
  return mapPolicies(grants, (policy) => {
    const { chosen } = policy;
    return chosen === undefined ? policy : { ...policy, chosen: { ...chosen, stack: named(chosen.stack) } };
  });
}

/** Rows of all cases. One that not every case has, or of which a case is not sure, is possible. */
export function rowsOfCases<Row extends PrincipalRow | TrustRow>(
  cases: readonly (readonly Row[])[],
  about: string,
): readonly Row[] {
  const found = new Map<string, Row[]>();
  for (const rows of cases) {
    const own = new Map(rows.map((row) => [meaningOf(row), row]));
    for (const [meaning, row] of own) found.set(meaning, [...(found.get(meaning) ?? []), row]);
  }
  return [...found.values()].flatMap((rows): readonly Row[] => {
    const [first] = rows;
    if (first === undefined) return [];
    if (first.kind === "unknown-policy") return [first];
    const doubtful = rows.find((row) => row.kind !== "unknown-policy" && row.certainty === "possible");
    if (doubtful !== undefined) return [doubtful];
    return rows.length === cases.length ? [first] : [{ ...first, certainty: "possible", why: about }];
  });
}

/** Equal for rows that say the same, however sure they are. */
function meaningOf(row: PrincipalRow | TrustRow): string {
  const { why: _, ...rest } = row;
  return JSON.stringify({ ...rest, certainty: undefined, witness: undefined });
}
