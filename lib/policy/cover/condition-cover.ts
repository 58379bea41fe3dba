import { operatorFacts } from "../condition-operators";
import type { ConditionTest } from "../evaluate";
import { knownFolded, partlyKnown } from "../patterns/partly-known";
import { patternContains } from "../patterns/pattern-relation";
import { isPattern } from "../patterns/wildcard";
import { type Budget, costOf } from "./budget";
import { coveredPatterns } from "./covered-patterns";

/** The tests of a statement, prepared to be compared with many: by operator and key. */
export type ComparableTests = ReadonlyMap<string, ComparableTest>;

interface ComparableTest {
  readonly operator: string;
  readonly values: readonly string[];
  /** What values are the same by. */
  readonly texts: ReadonlySet<string>;
  /** Values that may cover others. */
  readonly wide: readonly string[];
}

export function comparableTests(tests: readonly ConditionTest[]): ComparableTests {
  return new Map(
    tests.map(({ operator, key, values }) => [
      `${operator} ${knownFolded(key)}`,
      {
        operator,
        values,
        texts: new Set(values.map((value) => sameBy(operator, value))),
        wide: takesPatterns(operator) ? values.filter((value) => isPattern(value)) : [],
      },
    ]),
  );
}

/** Whether all tests of `outer` certainly hold wherever all tests of `inner` do. False where the budget does not last. */
export function conditionsCover(outer: ComparableTests, inner: ComparableTests, budget: Budget): boolean {
  for (const [name, wanted] of outer) {
    const given = inner.get(name);
    if (given === undefined || !isImplied(wanted, given, budget)) return false;
  }
  return true;
}

function isImplied(wanted: ComparableTest, given: ComparableTest, budget: Budget): boolean {
  const { operator } = wanted;
  const facts = operatorFacts(operator);
  // What an operator means that RAM's page does not list is not known: it implies itself with the same values only.
  if (facts === undefined) return hasSameValues(wanted, given);
  // A negated operator holds where none of the values matches: fewer values make it hold more often.
  const [few, many] = facts.negated ? [wanted, given] : [given, wanted];
  return few.values.every((value) => {
    if (!budget.take()) return false;
    if (many.texts.has(sameBy(operator, value))) return true;
    return many.wide.some((other) => budget.take(costOf(other, value)) && patternCovers(other, value));
  });
}

function hasSameValues({ texts }: ComparableTest, other: ComparableTest): boolean {
  return texts.size === other.texts.size && [...texts].every((text) => other.texts.has(text));
}

/** The values without those that another of them covers, sorted. */
export function uncoveredValues(operator: string, values: readonly string[], budget: Budget): readonly string[] {
  const sorted = [...values].sort();
  const byText = new Map<string, string>();
  for (const value of sorted) {
    const text = sameBy(operator, value);
    if (!byText.has(text)) byText.set(text, value);
  }
  const distinct = [...byText.values()];
  if (!takesPatterns(operator)) return distinct;
  const coveredBy = coveredPatterns(distinct, valueComparison, budget);
  return distinct.filter((_, number) => !coveredBy.has(number));
}

function takesPatterns(operator: string): boolean {
  return operator === "StringLike" || operator === "StringNotLike";
}

/** Values of an operator that have this in common match the same. */
function sameBy(operator: string, value: string): string {
  return operator === "StringEqualsIgnoreCase" || operator === "StringNotEqualsIgnoreCase" ? knownFolded(value) : value;
}

/** Whether every text that matches `narrower` certainly matches `wider` too. */
function patternCovers(wider: string, narrower: string): boolean {
  if (wider === narrower) return true;
  return !partlyKnown(wider).isUnknown && !partlyKnown(narrower).isUnknown && patternContains(wider, narrower);
}

const valueComparison = {
  contains: patternCovers,
  comparable: (value: string) => value,
  keyOf: (value: string) => value,
};
