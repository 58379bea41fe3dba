import { testsOf } from "../evaluate";
import type { Effect, PolicyStatement } from "../statement";
import type { Budget } from "./budget";
import { type ComparableTests, comparableTests, conditionsCover } from "./condition-cover";
import {
  type PatternElement,
  actionComparison,
  elementCovers,
  patternElement,
  resourceComparison,
} from "./pattern-cover";

/** A statement, prepared for many comparisons. */
export interface ComparableStatement {
  readonly effect: Effect;
  /** In lower case. */
  readonly action: PatternElement;
  readonly resource: PatternElement;
  readonly tests: ComparableTests;
}

export function comparableStatement(statement: PolicyStatement): ComparableStatement {
  const { effect, actionElement, actions, resourceElement, resources, conditions } = statement;
  return {
    effect,
    action: patternElement(actionElement === "NotAction", actions.map(actionComparison.comparable)),
    resource: patternElement(resourceElement === "NotResource", resources),
    tests: comparableTests(testsOf(conditions)),
  };
}

/**
 * Whether `outer` certainly applies to every request that `inner` applies to, with the same effect, so that `inner` is
 * redundant. False if the budget is exceeded.
 */
export function statementCovers(outer: ComparableStatement, inner: ComparableStatement, budget: Budget): boolean {
  return (
    outer.effect === inner.effect &&
    conditionsCover(outer.tests, inner.tests, budget) &&
    elementCovers(outer.action, inner.action, actionComparison, budget) &&
    elementCovers(outer.resource, inner.resource, resourceComparison, budget)
  );
}
