import { type ConditionOperator, conditionOperators, isConditionOperator } from "../condition-operators";
import type { Conditions } from "../conditions";
import { toList } from "../text-list";
import { comparisons } from "./comparisons";
import type { Switches } from "./resource-match";
import { type Truth, any, not } from "./truth";
import { partlyKnown } from "../patterns/partly-known";
import { foldCase } from "../letter-case";

/**
 * Values of a request by condition key. `null`, and a list of none, mean that the request is known to lack the key.
 * Letter case of keys does not matter: values under several spellings of one key are all values of it.
 */
export type RequestContext = Readonly<Record<string, string | readonly string[] | null>>;

/** A context, read once for all statements: keys without regard to case. */
export type ReadContext = ReadonlyMap<string, readonly string[] | null>;

/** What a missing key means: `open` that it is not known, `closed` that the request lacks it. */
export type World = "open" | "closed";

/** One test of a statement's condition. */
export interface ConditionTest {
  /** Perhaps one that RAM's page does not list; then the test is never known to hold or to fail. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export function readContext(context: RequestContext): ReadContext {
  const read = new Map<string, readonly string[] | null>();
  for (const [key, value] of Object.entries(context)) {
    const name = foldCase(key);
    const values = [...(read.get(name) ?? []), ...(value === null ? [] : toList(value))];
    read.set(name, values.length === 0 ? null : values);
  }
  return read;
}

/** The tests of a condition, all of which must hold. */
export function testsOf(conditions: Conditions | undefined): readonly ConditionTest[] {
  return Object.entries(conditions ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({
      operator,
      key,
      values: toList(values),
    })),
  );
}

/**
 * Whether a test holds: one value of the policy matches one of the request; for a negated operator, none does. A key,
 * or a value on either side, that is not known in part is not compared; nor is anything by an operator that RAM's page
 * does not list.
 */
export function holds(
  { operator, key, values }: ConditionTest,
  context: ReadContext,
  world: World,
  assumptions: Switches,
): Truth {
  if (partlyKnown(key).isUnknown || !isConditionOperator(operator)) return "unknown";
  const actual = context.get(foldCase(key));
  const { negated } = conditionOperators[operator];
  if (actual === undefined && world === "open") return "unknown";
  if (actual === undefined || actual === null) {
    if (!negated) return false;
    assumptions.used.add("negatedHoldsForMissingKey");
    return assumptions.switches.negatedHoldsForMissingKey !== false;
  }
  const matched = any(actual.flatMap((one) => values.map((wanted) => matches(operator, wanted, one))));
  return negated ? not(matched) : matched;
}

function matches(operator: ConditionOperator, wanted: string, actual: string): Truth {
  const isUnknown = partlyKnown(wanted).isUnknown || partlyKnown(actual).isUnknown;
  return isUnknown ? "unknown" : (comparisons[operator](wanted, actual) ?? "unknown");
}
