import { operatorFacts } from "../condition-operators";
import { compareDecimals, type Decimal, readDecimal, readInstant } from "../evaluate";
import { rangeEnds } from "../evaluate/ip-range";
import { knownFolded, partlyKnown } from "../patterns/partly-known";
import { patternContains } from "../patterns/pattern-relation";
import { isPattern, matchesPattern } from "../patterns/wildcard";
import { compareText } from "../text-list";

/** A value of a condition with its operator, prepared for many comparisons. */
export type ComparableValue =
  | { readonly kind: "text" | "any case" | "pattern"; readonly text: string; readonly isUnknown: boolean }
  /** A range of values. Only ranges on the same line can be compared. */
  | { readonly kind: "span"; readonly line: string; readonly low: End; readonly high: End; readonly text: string }
  /** A value that is only comparable with an equal one of the same operator. */
  | { readonly kind: "other"; readonly text: string };

/** An end of a range: at, just below or just above a number; `undefined` if the range is open. */
type End = { readonly at: Decimal; readonly side: -1 | 0 | 1 } | undefined;

/** Prepares a value. Negation of the operator is ignored: values are compared by what they match. */
export function comparableValue(operator: string, value: string): ComparableValue {
  const facts = operatorFacts(operator);
  const other: ComparableValue = { kind: "other", text: `${operator.replace(/Not/, "")} ${value}` };
  const { isUnknown } = partlyKnown(value);
  switch (facts?.type) {
    case "String":
      if (operator.includes("IgnoreCase")) return { kind: "any case", text: knownFolded(value), isUnknown };
      // An unknown text may turn out to be a pattern.
      return { kind: operator.includes("Like") && (isUnknown || isPattern(value)) ? "pattern" : "text", text: value, isUnknown }; // prettier-ignore
    case "Number":
      return isUnknown ? other : (orderedSpan("number", operator, readDecimal(value), value) ?? other);
    case "Date and time":
      return isUnknown ? other : (orderedSpan("instant", operator, readInstant(value), value) ?? other);
    case "IP address":
      return isUnknown ? other : (addressSpan(value) ?? other);
    case "Boolean":
    case undefined:
      return other;
  }
}

function orderedSpan(
  line: string,
  operator: string,
  at: Decimal | undefined,
  text: string,
): ComparableValue | undefined {
  if (at === undefined) return undefined;
  const [, order, equals] = /(Less|Greater)?(?:Than)?(Equals)?$/.exec(operator) ?? [];
  const here = { at, side: 0 } as const;
  if (order === "Less") {
    return { kind: "span", line, low: undefined, high: equals === undefined ? { at, side: -1 } : here, text };
  }
  if (order === "Greater") {
    return { kind: "span", line, low: equals === undefined ? { at, side: 1 } : here, high: undefined, text };
  }
  return { kind: "span", line, low: here, high: here, text };
}

/** Excludes IPv4 addresses in IPv6 notation, because it is not known whether RAM treats them as the same. */
function addressSpan(text: string): ComparableValue | undefined {
  const ends = rangeEnds(text);
  if (ends === undefined || (ends.bits === 128 && ends.first >> 32n === 0xffffn)) return undefined;
  const end = (value: bigint): End => ({ at: { digits: value, scale: 0 }, side: 0 });
  return { kind: "span", line: `address of ${ends.bits} bits`, low: end(ends.first), high: end(ends.last), text };
}

/** Whether everything that matches `inner` certainly matches `outer`. */
export function valueCovers(outer: ComparableValue, inner: ComparableValue): boolean {
  if (outer.kind === "span" && inner.kind === "span") {
    return (
      outer.line === inner.line && compareLow(outer.low, inner.low) <= 0 && compareHigh(outer.high, inner.high) >= 0
    );
  }
  if (outer.kind === inner.kind && outer.text === inner.text) return true;
  if (outer.kind !== "pattern" || outer.isUnknown) return false;
  if (inner.kind === "text") return !inner.isUnknown && matchesPattern(outer.text, inner.text);
  return inner.kind === "pattern" && !inner.isUnknown && patternContains(outer.text, inner.text);
}

/** Removes ranges that another range covers. Of two equal ones, the first one stays. */
export function uncoveredSpans<T extends ComparableValue & { readonly kind: "span" }>(
  spans: readonly T[],
): readonly T[] {
  const sorted = [...spans].sort(
    (a, b) => compareText(a.line, b.line) || compareLow(a.low, b.low) || compareHigh(b.high, a.high),
  );
  const kept: T[] = [];
  let widest: T | undefined;
  for (const span of sorted) {
    if (widest?.line === span.line && compareHigh(widest.high, span.high) >= 0) continue;
    kept.push(span);
    widest = span;
  }
  return kept;
}

function compareLow(a: End, b: End): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  return compareDecimals(a.at, b.at) || a.side - b.side;
}

function compareHigh(a: End, b: End): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return compareDecimals(a.at, b.at) || a.side - b.side;
}
