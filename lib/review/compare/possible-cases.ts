import type { EffectiveGrants } from "../../grants/effective-grants";
import type { GrantedPolicy } from "../../grants/grant-model";
import { conditionsOf, leafOf } from "../../terraform/document-branches";
import type { PermissionRow, UnknownPolicyRow } from "../report/review-report";

export type PrincipalRow = PermissionRow | UnknownPolicyRow;

/** What may be the case where conditions decide which documents policies have. */
export interface PossibleCase {
  readonly before: EffectiveGrants;
  readonly after: EffectiveGrants;
  /** Why it is not known whether this is the case. */
  readonly about: string;
}

/** Beyond these, the policies count as not known. */
const mostConditions = 4;

/**
 * All cases of the conditions that decide which documents policies have. A condition that is the same before and after has
 * the same answer. `undefined` if there are no such policies, or too many cases.
 */
export function possibleCases(before: EffectiveGrants, after: EffectiveGrants): readonly PossibleCase[] | undefined {
  const open = [before, after].flatMap(policiesIn).filter(({ branches }) => branches !== undefined);
  const conditions = new Set(open.flatMap(({ branches }) => (branches ? [...conditionsOf(branches)] : [])));
  if (open.length === 0 || conditions.size > mostConditions) return undefined;
  const names = [...new Set(open.map(({ name }) => name))].sort();
  const about = `only Terraform knows which of its documents policy ${names.join(" and policy ")} has`;
  return answersTo([...conditions]).map((answers) => ({
    before: decided(before, answers),
    after: decided(after, answers),
    about,
  }));
}

type Answers = ReadonlyMap<string, boolean>;

function answersTo(conditions: readonly string[]): readonly Answers[] {
  let all: readonly Answers[] = [new Map()];
  for (const condition of conditions) {
    all = all.flatMap((answers) => [true, false].map((answer) => new Map([...answers, [condition, answer]])));
  }
  return all;
}

function policiesIn({ account, resourceGroups }: EffectiveGrants): readonly GrantedPolicy[] {
  return [...account, ...[...resourceGroups.values()].flat()];
}

function decided({ account, resourceGroups }: EffectiveGrants, answers: Answers): EffectiveGrants {
  const decide = (policies: readonly GrantedPolicy[]): readonly GrantedPolicy[] =>
    policies.map((policy) => {
      const { branches, madeOf: _, ...known } = policy;
      const document = branches && leafOf(branches, answers);
      return document === undefined ? policy : { ...known, document };
    });
  return {
    account: decide(account),
    resourceGroups: new Map([...resourceGroups].map(([id, policies]) => [id, decide(policies)])),
  };
}

/** Rows of all cases. One that not every case has, or of which a case is not sure, is possible. */
export function rowsOfCases(cases: readonly (readonly PrincipalRow[])[], about: string): readonly PrincipalRow[] {
  const found = new Map<string, PrincipalRow[]>();
  for (const rows of cases) {
    const own = new Map(rows.map((row) => [meaningOf(row), row]));
    for (const [meaning, row] of own) found.set(meaning, [...(found.get(meaning) ?? []), row]);
  }
  return [...found.values()].flatMap((rows): readonly PrincipalRow[] => {
    const [first] = rows;
    if (first === undefined) return [];
    if (first.kind === "unknown-policy") return [first];
    const doubtful = rows.find((row) => row.kind === "permission" && row.certainty === "possible");
    if (doubtful !== undefined) return [doubtful];
    return rows.length === cases.length ? [first] : [{ ...first, certainty: "possible", why: about }];
  });
}

/** Equal for rows that say the same, however sure they are. */
function meaningOf(row: PrincipalRow): string {
  const { why: _, ...rest } = row;
  return JSON.stringify({ ...rest, certainty: undefined, witness: undefined });
}
