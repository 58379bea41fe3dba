import { operatorFacts } from "../condition-operators";
import type { Conditions } from "../conditions";
import {
  type Budget,
  type ComparableStatement,
  actionComparison,
  comparableTests,
  patternElement,
  uncoveredValues,
} from "../cover";
import { type ConditionTest, testsOf } from "../evaluate";
import { knownFolded } from "../patterns/partly-known";
import { type Effect, PolicyStatement, type StatementJson } from "../statement";
import { type OneOrMany, compareText } from "../text-list";

/** A statement that is being made smaller. Lists are sorted and hold each value once. */
export interface DraftStatement {
  readonly effect: Effect;
  readonly actionElement: "Action" | "NotAction";
  readonly actions: readonly string[];
  readonly resourceElement: "Resource" | "NotResource";
  readonly resources: readonly string[];
  /** Sorted by operator and key. */
  readonly tests: readonly ConditionTest[];
}

/** The statement without its `Sid`, which means nothing to RAM. */
export function draftOf(statement: PolicyStatement, budget: Budget): DraftStatement {
  const { effect, actionElement, actions, resourceElement, resources, conditions } = statement;
  return {
    effect,
    actionElement,
    actions: sortedActions(actions),
    resourceElement,
    resources: sorted(resources),
    tests: testsOf(conditions)
      .map((test) => prunedTest(test, budget))
      .sort(compareTests),
  };
}

/** Actions that differ in letter case only are one. */
export function sortedActions(actions: readonly string[]): readonly string[] {
  return sorted([...new Map(sorted(actions).map((action) => [knownFolded(action), action])).values()]);
}

export function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareText);
}

/** The test without values that another of its values covers. */
export function prunedTest({ operator, key, values }: ConditionTest, budget: Budget): ConditionTest {
  return { operator, key, values: uncoveredValues(operator, values, budget) };
}

function compareTests(a: ConditionTest, b: ConditionTest): number {
  return compareText(a.operator, b.operator) || compareText(knownFolded(a.key), knownFolded(b.key));
}

/** Whether two lists of values of the test mean either of them. */
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

/** The statement in the fewest bytes: lists of one value as the value alone. */
export function statementOf(draft: DraftStatement): PolicyStatement {
  const { effect, actionElement, actions, resourceElement, resources, tests } = draft;
  const json: StatementJson = {
    Effect: effect,
    [actionElement]: shortest(actions),
    [resourceElement]: shortest(resources),
    ...(tests.length === 0 ? {} : { Condition: conditionsOf(tests) }),
  };
  return PolicyStatement.fromJson(json);
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

/** How many statements, actions, resources and values there are: each step takes some away, or is the last. */
export function size(drafts: readonly DraftStatement[]): number {
  return drafts.reduce(
    (sum, { actions, resources, tests }) =>
      sum + 1 + actions.length + resources.length + tests.reduce((values, test) => values + test.values.length, 0),
    0,
  );
}
