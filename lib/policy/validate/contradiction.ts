import { foldCase } from "../letter-case";
import { operatorFacts } from "../condition-operators";
import type { Budget } from "../cover";
import { costOf } from "../cover/budget";
import type { ConditionTest } from "../evaluate";
import { comparisons } from "../evaluate/comparisons";
import { type Decimal, compareDecimals, readDecimal } from "../evaluate/decimal";
import { readInstant } from "../evaluate/instant";
import { rangeEnds } from "../evaluate/ip-range";
import { partlyKnown } from "../patterns/partly-known";
import { patternContains } from "../patterns/pattern-relation";
import { isPattern, matchesPattern } from "../patterns/wildcard";
import { isCovered, joined } from "./address-ranges";

/**
 * Why no value of a key passes all its tests; `undefined` if one may. Returns `undefined` also for unknown or malformed
 * values, for unlisted operators, and if the budget is exceeded.
 */
export function contradiction(tests: readonly ConditionTest[], budget: Budget): string | undefined {
  if (tests.some(({ values }) => values.some((value) => partlyKnown(value).isUnknown))) return undefined;
  const ofType = (type: string) => tests.filter(({ operator }) => operatorFacts(operator)?.type === type);
  return (
    texts([...ofType("String"), ...ofType("Boolean")], budget) ??
    addresses(ofType("IP address")) ??
    order(ofType("Number"), readDecimal, "no number") ??
    order(ofType("Date and time"), readInstant, "no time")
  );
}

/** Whether all required addresses are excluded. */
function addresses(tests: readonly ConditionTest[]): string | undefined {
  const rangesOf = (name: string) =>
    tests.filter(({ operator }) => operator === name).flatMap(({ values }) => values.map(rangeEnds));
  const [wanted, excluded] = [rangesOf("IpAddress"), rangesOf("NotIpAddress")];
  if (wanted.length === 0 || excluded.length === 0) return undefined;
  const known = joined(excluded.filter((range) => range !== undefined));
  const isAll = wanted.every((range) => range !== undefined && isCovered(range, known));
  return isAll ? "every address that one of them requires is excluded by another" : undefined;
}

interface Bound {
  readonly at: Decimal;
  readonly isIn: boolean;
}

/** Whether a lower bound is above an upper one, or a required value is outside of the bounds or excluded. */
function order(
  tests: readonly ConditionTest[],
  read: (text: string) => Decimal | undefined,
  none: string,
): string | undefined {
  let [lower, upper]: (Bound | undefined)[] = [];
  let wanted: readonly Decimal[] | undefined;
  let excluded: readonly Decimal[] = [];
  for (const { operator, values } of tests) {
    const known = values.flatMap((value) => read(value) ?? []).sort(compareDecimals);
    const [least, most] = [known[0], known.at(-1)];
    if (known.length < values.length || least === undefined || most === undefined) return undefined;
    const name = operator.replace(/^(Numeric|Date)/, "");
    // Any of the values is enough, so the greatest one is the upper bound, or the least one the lower bound.
    if (name.startsWith("LessThan")) upper = tighter(upper, { at: most, isIn: name.endsWith("Equals") }, -1);
    if (name.startsWith("GreaterThan")) lower = tighter(lower, { at: least, isIn: name.endsWith("Equals") }, 1);
    if (name === "Equals") wanted = known;
    if (name === "NotEquals") excluded = known;
  }
  const candidates = wanted ?? (isPoint(lower, upper) ? [lower.at] : undefined);
  const isExcluded = (value: Decimal): boolean => excluded.some((other) => compareDecimals(other, value) === 0);
  const isEmpty =
    candidates === undefined
      ? lower !== undefined && upper !== undefined && compareDecimals(lower.at, upper.at) >= 0
      : candidates.every((value) => !isWithin(value, lower, upper) || isExcluded(value));
  return isEmpty ? `${none} passes all of them` : undefined;
}

/** The tighter of two bounds. */
function tighter(known: Bound | undefined, bound: Bound, direction: 1 | -1): Bound {
  if (known === undefined) return bound;
  const difference = compareDecimals(bound.at, known.at) * direction;
  if (difference !== 0) return difference > 0 ? bound : known;
  return bound.isIn ? known : bound;
}

function isPoint(lower: Bound | undefined, upper: Bound | undefined): lower is Bound {
  return lower?.isIn === true && upper?.isIn === true && compareDecimals(lower.at, upper.at) === 0;
}

function isWithin(value: Decimal, lower: Bound | undefined, upper: Bound | undefined): boolean {
  const [below, above] = [
    lower === undefined ? 1 : compareDecimals(value, lower.at),
    upper === undefined ? -1 : compareDecimals(value, upper.at),
  ];
  return (below > 0 || (below === 0 && lower?.isIn === true)) && (above < 0 || (above === 0 && upper?.isIn === true));
}

/** A text in one spelling, or in any letter case. */
interface Candidate {
  readonly text: string;
  readonly ignoreCase: boolean;
}

/** For texts and `Bool`: whether none of the texts that one test requires passes the others. */
function texts(tests: readonly ConditionTest[], budget: Budget): string | undefined {
  const listing = tests
    .filter(({ operator }) => ["StringEquals", "StringEqualsIgnoreCase", "Bool"].includes(operator))
    .sort((a, b) => rank(a) - rank(b))[0];
  const others = tests.filter((test) => test !== listing);
  if (listing !== undefined) {
    const candidates = listing.values.map((text) => ({ text, ignoreCase: listing.operator.endsWith("IgnoreCase") }));
    const isNone = candidates.every((one) => others.some((test) => !mayPass(one, test, budget)));
    return isNone && others.length > 0 ? "no value passes all of them" : undefined;
  }
  const like = tests.find(({ operator }) => operator === "StringLike");
  if (like === undefined) return undefined;
  const isAllExcluded = like.values.every((value) => others.some((test) => excludes(value, test, budget)));
  return isAllExcluded ? "every value that one of them requires is excluded by another" : undefined;
}

/** Exact texts come first, because they are the most specific. */
function rank({ operator }: ConditionTest): number {
  return operator === "StringEqualsIgnoreCase" ? 1 : 0;
}

/** Whether the text, in some letter case if that is open, may pass the test. True if the budget is exceeded. */
function mayPass({ text, ignoreCase }: Candidate, { operator, values }: ConditionTest, budget: Budget): boolean {
  // Patterns are not compared in the letter cases of characters beyond ASCII.
  if (ignoreCase && !/^[ -~]*$/.test(text)) return true;
  const takes = (value: string): boolean => budget.take(costOf(value, text));
  const some = (matches: (value: string) => boolean): boolean =>
    values.some((value) => !takes(value) || matches(value));
  const none = (matches: (value: string) => boolean): boolean =>
    !values.some((value) => takes(value) && matches(value));
  const isSame = (value: string): boolean => comparisons.StringEqualsIgnoreCase(value, text) === true;
  const isLike = (value: string): boolean =>
    ignoreCase ? matchesPattern(foldCase(value), foldCase(text)) : matchesPattern(value, text);
  switch (operator) {
    case "StringEquals":
    case "Bool":
      return some((value) => (ignoreCase ? isSame(value) : value === text));
    case "StringEqualsIgnoreCase":
      return some(isSame);
    case "StringLike":
      return some(isLike);
    case "StringNotEqualsIgnoreCase":
      return none(isSame);
    case "StringNotEquals":
      return none((value) => value === text && !ignoreCase);
    case "StringNotLike":
      return none((value) => isLike(value) && (!ignoreCase || /^[*?]*$/.test(value)));
    default:
      return true;
  }
}

/** Whether a negated test excludes every text that a pattern matches. */
function excludes(pattern: string, { operator, values }: ConditionTest, budget: Budget): boolean {
  const takes = (value: string): boolean => budget.take(costOf(value, pattern));
  if (operator === "StringNotLike") return values.some((value) => takes(value) && patternContains(value, pattern));
  if (isPattern(pattern)) return false;
  if (operator === "StringNotEquals") return values.some((value) => takes(value) && value === pattern);
  if (operator !== "StringNotEqualsIgnoreCase") return false;
  return values.some((value) => takes(value) && comparisons.StringEqualsIgnoreCase(value, pattern) === true);
}
