import { operatorFacts } from "../condition-operators";
import type { Conditions } from "../conditions";
import {
  type Budget,
  type ComparableStatement,
  actionComparison,
  comparableTests,
  patternElement,
  uncoveredValues,
  withoutImplied,
} from "../cover";
import { type ConditionTest, testsOf } from "../evaluate";
import { knownFolded, partlyKnown } from "../patterns/partly-known";
import { type Effect, PolicyStatement, type StatementJson } from "../statement";
import { type OneOrMany, compareText } from "../text-list";
import { utf8Length } from "../utf8";

/** A statement that is being minimized. Lists are sorted and have no duplicates. */
export interface DraftStatement {
  readonly effect: Effect;
  readonly actionElement: "Action" | "NotAction";
  readonly actions: readonly string[];
  readonly resourceElement: "Resource" | "NotResource";
  readonly resources: readonly string[];
  /** Sorted by operator and key. */
  readonly tests: readonly ConditionTest[];
}

/** The statement without its `Sid`, which has no meaning in RAM. */
export function draftOf(statement: PolicyStatement, budget: Budget): DraftStatement {
  const { effect, actionElement, actions, resourceElement, resources, conditions } = statement;
  return {
    effect,
    actionElement,
    actions: sortedActions(actions.map(tidyPattern)),
    resourceElement,
    resources: sorted(resources.map(tidyPattern)),
    tests: withoutImplied(
      testsOf(conditions).map((test) => prunedTest(test, budget)),
      budget,
    )
      .slice()
      .sort(compareTests),
  };
}

/** Normalizes runs of wildcards: `?` first, then one `*`. */
function tidyPattern(pattern: string): string {
  if (!pattern.includes("*") || partlyKnown(pattern).isUnknown) return pattern;
  return pattern.replace(/[*?]*\*[*?]*/g, (run) => `${run.replaceAll("*", "")}*`);
}

/** Actions without those that differ in letter case only. */
export function sortedActions(actions: readonly string[]): readonly string[] {
  return sorted([...new Map(sorted(actions).map((action) => [knownFolded(action), action])).values()]);
}

export function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareText);
}

/** Removes values that another value of the test covers. */
export function prunedTest({ operator, key, values }: ConditionTest, budget: Budget): ConditionTest {
  const tidy = operatorFacts(operator) !== undefined && operator.endsWith("Like") ? values.map(tidyPattern) : values;
  return { operator, key, values: uncoveredValues(operator, tidy, budget) };
}

function compareTests(a: ConditionTest, b: ConditionTest): number {
  return compareText(a.operator, b.operator) || compareText(knownFolded(a.key), knownFolded(b.key));
}

/** Whether a request that matches any of the values passes the test. */
export function isUnion({ operator }: ConditionTest): boolean {
  return operatorFacts(operator)?.negated === false;
}

export function comparableDraft(draft: DraftStatement): ComparableStatement {
  return {
    effect: draft.effect,
    action: patternElement(draft.actionElement === "NotAction", draft.actions.map(actionComparison.comparable)),
    resource: patternElement(draft.resourceElement === "NotResource", draft.resources),
    tests: comparableTests(draft.tests),
  };
}

export function statementOf(draft: DraftStatement): PolicyStatement {
  return PolicyStatement.fromJson(statementJson(draft));
}

/** The statement in the fewest bytes: a list with one value becomes a plain value. */
function statementJson(draft: DraftStatement): StatementJson {
  const { effect, actionElement, actions, resourceElement, resources, tests } = draft;
  return {
    Effect: effect,
    [actionElement]: shortest(actions),
    [resourceElement]: shortest(resources),
    ...(tests.length === 0 ? {} : { Condition: conditionsOf(tests) }),
  };
}

function conditionsOf(tests: readonly ConditionTest[]): Conditions {
  const operators = sorted(tests.map(({ operator }) => operator));
  return Object.fromEntries(
    operators.map((name) => [
      name,
      Object.fromEntries(
        tests.filter(({ operator }) => operator === name).map(({ key, values }) => [key, shortest(values)]),
      ),
    ]),
  );
}

function shortest(values: readonly string[]): OneOrMany {
  const [only, ...others] = values;
  return only !== undefined && others.length === 0 ? only : values;
}

/** The total number of statements, actions, resources and values. */
export function size(drafts: readonly DraftStatement[]): number {
  return drafts.reduce(
    (sum, { actions, resources, tests }) =>
      sum + 1 + actions.length + resources.length + tests.reduce((values, test) => values + test.values.length, 0),
    0,
  );
}

/** The text of the statement in a document. */
export function textOf(draft: DraftStatement): string {
  return JSON.stringify(statementJson(draft));
}

/** Bytes of statements in a document, with a comma each. */
export function bytesOf(drafts: readonly DraftStatement[]): number {
  return drafts.reduce((sum, draft) => sum + utf8Length(textOf(draft)) + 1, 0);
}

/** Bytes of the statement without its lists of actions and resources. */
export function frameBytes(draft: DraftStatement): number {
  return bytesOf([{ ...draft, actions: [""], resources: [""] }]) - 2 * utf8Length('""');
}
