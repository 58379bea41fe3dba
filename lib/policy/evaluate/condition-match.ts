import { type ConditionOperator, conditionOperators, isConditionOperator } from "../condition-operators";
import type { Conditions } from "../conditions";
import { toList } from "../text-list";
import { comparisons } from "./comparisons";
import type { Switches } from "./resource-match";
import { isResourceGroupKey, isSameGroup } from "./resource-group";
import { type Truth, any, not } from "./truth";
import { partlyKnown } from "../patterns/partly-known";
import { foldCase } from "../letter-case";

/**
 * Values of a request by condition key. `null` and an empty list mean that the request does not have the key. Letter
 * case of keys does not matter: values under several spellings of a key are combined.
 */
export type RequestContext = Readonly<Record<string, string | readonly string[] | null>>;

/** A context, prepared for all statements: keys without regard to case. */
export type ReadContext = ReadonlyMap<string, readonly string[] | null>;

/**
 * What a missing key means. `open`: it is not known whether the request has it; `closed`: the request does not have it.
 */
export type World = "open" | "closed";

/** One test of a condition: an operator, a key and its values. */
export interface ConditionTest {
  /** May be an operator that is not on RAM's page. The result of the test is then unknown. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** What is known of a request for its conditions. */
export interface KnownOfRequest {
  readonly context: ReadContext;
  readonly world: World;
  /** Unknown ids of resource groups that are known to differ from each other. */
  readonly distinctGroups: ReadonlySet<string>;
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

/** The tests of a condition. All of them must hold. */
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
 * Whether a test holds: a value of the policy matches a value of the request or, with a negated operator, none does. The
 * result is unknown for a key or value that is partly unknown, and for an operator that is not on RAM's page.
 */
export function holds(
  { operator, key, values }: ConditionTest,
  { context, world, distinctGroups }: KnownOfRequest,
  assumptions: Switches,
): Truth {
  if (partlyKnown(key).isUnknown || !isConditionOperator(operator)) return "unknown";
  const name = foldCase(key);
  const isGroup = isResourceGroupKey(name);
  const actual = context.get(name);
  const { negated } = conditionOperators[operator];
  // A closed world is about what a caller sends. The resource has its resource group whatever the caller sends.
  if (actual === undefined && (world === "open" || isGroup)) return "unknown";
  if (actual === undefined || actual === null) {
    if (!negated) return false;
    assumptions.used.add("negatedHoldsForMissingKey");
    return assumptions.switches.negatedHoldsForMissingKey !== false;
  }
  const matched = any(
    actual.flatMap((one) =>
      values.map((wanted) => {
        const truth = matches(operator, wanted, one);
        return isGroup && truth === "unknown" && isExact.has(operator)
          ? isSameGroup(wanted, one, distinctGroups)
          : truth;
      }),
    ),
  );
  return negated ? not(matched) : matched;
}

/** Operators that compare whole texts, so that equal unknown texts are equal. */
const isExact: ReadonlySet<ConditionOperator> = new Set<ConditionOperator>(["StringEquals", "StringNotEquals"]);

function matches(operator: ConditionOperator, wanted: string, actual: string): Truth {
  const isUnknown = partlyKnown(wanted).isUnknown || partlyKnown(actual).isUnknown;
  return isUnknown ? "unknown" : (comparisons[operator](wanted, actual) ?? "unknown");
}
