import { operatorFacts } from "../condition-operators";
import type { ConditionTest } from "../evaluate";
import { knownFolded } from "../patterns/partly-known";
import { compareText } from "../text-list";
import { type Budget, costOf } from "./budget";
import { coveredPatterns } from "./covered-patterns";
import { type ComparableValue, comparableValue, uncoveredSpans, valueCovers } from "./value-cover";

/** The tests of a statement by key, prepared for many comparisons. */
export type ComparableTests = ReadonlyMap<string, readonly ComparableTest[]>;

export interface ComparableTest {
  readonly operator: string;
  readonly negated: boolean | undefined;
  readonly values: readonly ComparableValue[];
  /** Keys of the values; see `sameBy`. */
  readonly texts: ReadonlySet<string>;
  /** Values that may cover other values. */
  readonly wide: readonly ComparableValue[];
}

export function comparableTests(tests: readonly ConditionTest[]): ComparableTests {
  const byKey = new Map<string, ComparableTest[]>();
  for (const test of tests) {
    const key = knownFolded(test.key);
    const ofKey = byKey.get(key);
    const one = comparableTest(test);
    if (ofKey === undefined) byKey.set(key, [one]);
    else ofKey.push(one);
  }
  return byKey;
}

function comparableTest({ operator, values }: ConditionTest): ComparableTest {
  const all = values.map((value) => comparableValue(operator, value));
  return {
    operator,
    negated: operatorFacts(operator)?.negated,
    values: all,
    texts: new Set(all.map(sameBy)),
    wide: all.filter(({ kind }) => kind === "pattern" || kind === "span"),
  };
}

/** Equal for values that match the same. */
function sameBy(value: ComparableValue): string {
  if (value.kind !== "span") return `${value.kind} ${value.text}`;
  const { line, low, high, text } = value;
  return `${line} ${low?.side ?? "open"} ${high?.side ?? "open"} ${text}`;
}

/** Whether all tests of `outer` certainly hold if all tests of `inner` hold. False if the budget is exceeded. */
export function conditionsCover(outer: ComparableTests, inner: ComparableTests, budget: Budget): boolean {
  for (const [key, wanted] of outer) {
    const given = inner.get(key);
    if (given === undefined) return false;
    if (!wanted.every((test) => given.some((one) => isImplied(test, one, budget)))) return false;
  }
  return true;
}

function isImplied(wanted: ComparableTest, given: ComparableTest, budget: Budget): boolean {
  if (wanted.negated !== given.negated) return false;
  // The meaning of an unlisted operator is not known: it is implied only by the same operator with the same values.
  if (wanted.negated === undefined) return wanted.operator === given.operator && hasSameValues(wanted, given);
  // A negated operator holds if none of the values matches, so with fewer values it holds more often.
  const [few, many] = wanted.negated ? [wanted, given] : [given, wanted];
  return few.values.every((value) => {
    if (!budget.take()) return false;
    if (many.texts.has(sameBy(value))) return true;
    if (value.kind === "text" && many.texts.has(`any case ${knownFolded(value.text)}`)) return true;
    return many.wide.some((other) => budget.take(costOf(other.text, value.text)) && valueCovers(other, value));
  });
}

function hasSameValues({ texts }: ComparableTest, other: ComparableTest): boolean {
  return texts.size === other.texts.size && [...texts].every((text) => other.texts.has(text));
}

/** Removes tests that another test implies. */
export function withoutImplied(tests: readonly ConditionTest[], budget: Budget): readonly ConditionTest[] {
  const byKey = new Map<string, Map<ConditionTest, ComparableTest>>();
  for (const test of tests) {
    const key = knownFolded(test.key);
    byKey.set(key, (byKey.get(key) ?? new Map<ConditionTest, ComparableTest>()).set(test, comparableTest(test)));
  }
  for (const left of byKey.values()) {
    for (const [test, wanted] of [...left]) {
      const isSuperfluous = [...left].some(([other, given]) => other !== test && isImplied(wanted, given, budget));
      if (isSuperfluous) left.delete(test);
    }
  }
  return tests.filter((test) => byKey.get(knownFolded(test.key))?.has(test) === true);
}

/** Removes values that another value covers, and sorts the rest. */
export function uncoveredValues(operator: string, values: readonly string[], budget: Budget): readonly string[] {
  const byText = new Map<string, string>();
  for (const value of [...values].sort()) {
    const text = sameBy(comparableValue(operator, value));
    if (!byText.has(text)) byText.set(text, value);
  }
  const distinct = [...byText.values()];
  const spans = distinct.flatMap((value) => {
    const one = comparableValue(operator, value);
    return one.kind === "span" ? [{ ...one, value }] : [];
  });
  if (spans.length > 1) {
    const kept = new Set(uncoveredSpans(spans).map(({ value }) => value));
    return distinct.filter((value) => comparableValue(operator, value).kind !== "span" || kept.has(value));
  }
  if (!operator.endsWith("Like")) return distinct.sort(compareText);
  const coveredBy = coveredPatterns(
    distinct,
    {
      contains: (wider, narrower) => valueCovers(comparableValue(operator, wider), comparableValue(operator, narrower)),
      comparable: (value) => value,
      partsOf: (text) => [{ name: "", text }],
    },
    budget,
  );
  return distinct.filter((_, number) => !coveredBy.has(number));
}
