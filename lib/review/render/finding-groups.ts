import type { LintFinding } from "./findings";

/** Equal findings at several places. */
export interface FindingGroup {
  /** In the given order. */
  readonly findings: readonly [LintFinding, ...LintFinding[]];
  /** What was found, without the quoted value at its beginning, if there is one. */
  readonly foundRest: string;
  /** The value in quotes of each finding, or an empty text. */
  readonly values: readonly string[];
  /** Whether the values differ, so that each is shown next to its place. */
  readonly hasOwnValues: boolean;
}

/** Groups findings with the same id and text, whatever value was found. Groups are in the order of their first findings. */
export function findingGroups(findings: readonly LintFinding[]): readonly FindingGroup[] {
  const groups = new Map<string, [LintFinding, ...LintFinding[]]>();
  for (const placed of findings) {
    const { severity, id, title, found, allowed, explanation, fix, source, refused } = placed.finding;
    const { rest } = partsOf(found);
    const key = JSON.stringify([severity, id, title, rest, allowed, explanation, fix, source, refused, placed.acknowledged]); // prettier-ignore
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [placed]);
    else group.push(placed);
  }
  return [...groups.values()].map((group) => {
    const values = group.map(({ finding }) => partsOf(finding.found).value);
    return {
      findings: group,
      foundRest: partsOf(group[0].finding.found).rest,
      values,
      hasOwnValues: new Set(values).size > 1,
    };
  });
}

function partsOf(found: string): { readonly value: string; readonly rest: string } {
  const [, value = "", rest = found] = /^("(?:[^"\\]|\\.)*")(.*)$/s.exec(found) ?? [];
  return { value, rest };
}

/** What was found, for a list of places with their own values. */
export function commonFound(
  { findings: [{ finding }], foundRest, hasOwnValues }: FindingGroup,
  eachValue = "each value below",
): string {
  return hasOwnValues ? `${eachValue}${foundRest}` : finding.found;
}
