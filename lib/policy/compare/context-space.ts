import type { ConditionTest, RequestContext, Truth } from "../evaluate";
import { holds, readContext } from "../evaluate/condition-match";
import { testKey } from "./compared-side";
import { contextValues } from "./context-values";
import { foldCase } from "../letter-case";

/** A context, and the results of the tests in it. */
export interface DecidedContext {
  readonly context: RequestContext;
  /** By {@link testKey}. */
  readonly truths: ReadonlyMap<string, boolean>;
  /** Whether the result of a test is only assumed, because its operator cannot read one of its values. */
  readonly assumed: boolean;
}

export interface ContextSpace {
  readonly contexts: readonly DecidedContext[];
  readonly complete: boolean;
}

const maxValuesPerKey = 64;
const maxContexts = 4096;

type Value = string | readonly string[] | null;

/** One or several values of a key, and the results of the key's tests. */
interface KeyOutcome {
  readonly value: Value;
  readonly truths: readonly (readonly [test: string, truth: boolean])[];
  readonly assumed: boolean;
}

/** A context for each possible combination of test results. */
export function contextSpace(tests: readonly ConditionTest[]): ContextSpace {
  const byKey = new Map<string, ConditionTest[]>();
  for (const test of new Map(tests.map((one) => [testKey(one), one])).values()) {
    const key = foldCase(test.key);
    const others = byKey.get(key);
    if (others === undefined) byKey.set(key, [test]);
    else others.push(test);
  }
  let complete = true;
  let contexts: DecidedContext[] = [{ context: {}, truths: new Map(), assumed: false }];
  for (const ofKey of byKey.values()) {
    const outcomes = outcomesOf(ofKey);
    complete &&= outcomes.complete;
    if (contexts.length * outcomes.outcomes.length > maxContexts) return { contexts, complete: false };
    const name = ofKey[0]?.key ?? "";
    contexts = contexts.flatMap(({ context, truths, assumed }) =>
      outcomes.outcomes.map((outcome) => ({
        context: { ...context, [name]: outcome.value },
        truths: new Map([...truths, ...outcome.truths]),
        assumed: assumed || outcome.assumed,
      })),
    );
  }
  return { contexts, complete };
}

/** The possible results of the tests of one key, for single values and for several values at once. */
function outcomesOf(tests: readonly ConditionTest[]): {
  readonly outcomes: readonly KeyOutcome[];
  readonly complete: boolean;
} {
  const { values, complete } = contextValues(tests);
  const seen = new Map<string, KeyOutcome>();
  const unreadable = new Set(tests.filter((test) => values.every((value) => value === null || isUnread(test, value))));
  const add = (value: Value): void => {
    for (const outcome of outcomesFor(tests, value, unreadable)) {
      const key = JSON.stringify(outcome.truths);
      if (!seen.has(key)) seen.set(key, outcome);
    }
  };
  for (const value of values) add(value);
  // With several values, any of them may match. A combination of two is then combined with a third.
  for (let before = 0; before !== seen.size && seen.size < maxValuesPerKey;) {
    before = seen.size;
    const sets = [...seen.values()].flatMap(({ value }) => (value === null ? [] : [[value].flat()]));
    for (const one of sets)
      for (const other of sets) if (seen.size < maxValuesPerKey) add([...new Set([...one, ...other])]);
  }
  return { outcomes: [...seen.values()], complete: complete && seen.size < maxValuesPerKey };
}

/**
 * The results of tests for a value. There are two results if a test has a value that its operator cannot read. A context
 * value that another test cannot read is skipped, because RAM would not send it for this key.
 */
function outcomesFor(
  tests: readonly ConditionTest[],
  value: Value,
  unreadable: ReadonlySet<ConditionTest>,
): readonly KeyOutcome[] {
  let outcomes: KeyOutcome[] = [{ value, truths: [], assumed: false }];
  for (const test of tests) {
    const truth = truthOf(test, value);
    if (truth === "unknown" && !unreadable.has(test)) return [];
    const truths = truth === "unknown" ? [true, false] : [truth];
    outcomes = outcomes.flatMap((outcome) =>
      truths.map((one) => ({
        value,
        truths: [...outcome.truths, [testKey(test), one] as const],
        assumed: outcome.assumed || truth === "unknown",
      })),
    );
  }
  return outcomes;
}

function isUnread(test: ConditionTest, value: Value): boolean {
  return truthOf(test, value) === "unknown";
}

function truthOf(test: ConditionTest, value: Value): Truth {
  return holds(
    test,
    { context: readContext({ [test.key]: value }), world: "closed", distinctGroups: new Set() },
    { switches: {}, used: new Set() },
  );
}
