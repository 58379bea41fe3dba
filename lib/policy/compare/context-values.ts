import { operatorFacts } from "../condition-operators";
import {
  type ConditionTest,
  type Decimal,
  compareDecimals,
  decimalText,
  instantText,
  midpoint,
  plus,
  readDecimal,
  readInstant,
} from "../evaluate";
import { addressText, rangeEnds } from "../evaluate/ip-range";
import { grouped } from "./grouped";
import { literalSteps, stepsOf, textClasses, type PatternStep } from "./text-classes";

/** Values of a condition key that cover all possible results of its tests. */
export interface ContextValues {
  /** `null` stands for a request without the key. */
  readonly values: readonly (string | null)[];
  readonly complete: boolean;
}

const anyText: readonly PatternStep[] = [{ kind: "many", except: "" }];

/** Values for all tests of one key, with any operators. */
export function contextValues(tests: readonly ConditionTest[]): ContextValues {
  const texts = tests.filter(({ operator }) => operatorFacts(operator)?.type === "String");
  const patterns = texts.flatMap(({ operator, values }, test) =>
    values.map((value) => ({
      steps: operator.includes("Like") ? stepsOf(value) : literalSteps(value),
      text: `${operator.includes("Like") ? "pattern" : "text"} ${value}`,
      test,
    })),
  );
  // It does not matter which value of a test a text matches.
  const testsWith = new Map<string, number[]>();
  for (const { text, test } of patterns) testsWith.set(text, [...(testsWith.get(text) ?? []), test]);
  const distinct = [...new Map(patterns.map((one) => [one.text, one])).values()];
  const { groups } = grouped(
    distinct.map(({ text }) => text),
    (text) => (testsWith.get(text) ?? []).join(),
  );
  const { classes, complete } =
    texts.length === 0
      ? { classes: [], complete: true }
      : textClasses(
          anyText,
          distinct.map(({ steps }) => steps),
          groups,
        );
  const spellings = texts
    .filter(({ operator }) => operator.includes("IgnoreCase"))
    .flatMap(({ values }) => values.flatMap((value) => [value, value.toLowerCase(), value.toUpperCase()]));
  const others = tests.flatMap(({ operator, values }) => {
    switch (operatorFacts(operator)?.type) {
      case "Number":
        return aroundNumbers(values);
      case "Date and time":
        return aroundDates(values);
      case "Boolean":
        return ["true", "false"];
      case "IP address":
        return values.flatMap(aroundRange);
      case "String":
      case undefined:
        return [];
    }
  });
  const values = [null, ...classes.map(({ example }) => example), ...spellings, ...others];
  // If patterns are combined with tests that ignore case, there may be more results than were checked.
  const isMixed = spellings.length > 0 && texts.some(({ operator }) => operator.includes("Like"));
  // The result of an operator that RAM's page does not list is not known for any value.
  const isListed = tests.every(({ operator }) => operatorFacts(operator) !== undefined);
  return { values: [...new Set(values)], complete: complete && !isMixed && isListed };
}

/** Each number, and numbers below, above and between. */
function aroundNumbers(values: readonly string[]): readonly string[] {
  return around(values, readDecimal).map(decimalText);
}

/** Each instant, and instants one second before, after and between. */
function aroundDates(values: readonly string[]): readonly string[] {
  return around(values, readInstant).map(instantText);
}

function around(values: readonly string[], read: (text: string) => Decimal | undefined): readonly Decimal[] {
  const sorted = values.flatMap((value) => read(value) ?? []).sort(compareDecimals);
  return sorted.flatMap((one, index) => {
    const next = sorted[index + 1] ?? plus(one, 2n);
    return [plus(one, -1n), one, midpoint(one, next), plus(one, 1n)];
  });
}

/** Addresses at the ends of a range, next to them, and far away. */
function aroundRange(range: string): readonly string[] {
  const far = ["203.0.113.77", "2001:db8::77"];
  const [base = ""] = range.split("/");
  const ends = rangeEnds(range);
  if (ends === undefined) return [base, ...far];
  const { bits, first, last } = ends;
  return [
    ...[first, last, first - 1n, last + 1n]
      .filter((value) => value >= 0n && value < 1n << BigInt(bits))
      .map((value) => addressText(bits, value)),
    base,
    ...far,
  ];
}
