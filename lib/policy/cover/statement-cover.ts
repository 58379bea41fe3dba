import { type ConditionTest, testsOf } from "../evaluate";
import type { Effect, PolicyStatement } from "../statement";
import { conditionsCover } from "./condition-cover";
import { type PatternElement, actionComparison, elementCovers, resourceComparison } from "./pattern-cover";

/** A statement, prepared to be compared with many. */
export interface ComparableStatement {
  readonly effect: Effect;
  /** In lower case. */
  readonly action: PatternElement;
  readonly resource: PatternElement;
  readonly tests: readonly ConditionTest[];
}

export function comparableStatement(statement: PolicyStatement): ComparableStatement {
  const { effect, actionElement, actions, resourceElement, resources, conditions } = statement;
  return {
    effect,
    action: { negated: actionElement === "NotAction", patterns: actions.map(actionComparison.comparable) },
    resource: { negated: resourceElement === "NotResource", patterns: resources },
    tests: testsOf(conditions),
  };
}

/**
 * Whether `outer` applies to every request that `inner` applies to, with the same effect, so that `inner` beside it
 * changes nothing. True only where it is certain.
 */
export function statementCovers(outer: ComparableStatement, inner: ComparableStatement): boolean {
  return (
    outer.effect === inner.effect &&
    conditionsCover(outer.tests, inner.tests) &&
    elementCovers(outer.action, inner.action, actionComparison) &&
    elementCovers(outer.resource, inner.resource, resourceComparison)
  );
}
