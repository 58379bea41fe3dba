import type { RequestedAction } from "./action-match";
import type { Assumption, AssumptionSwitches } from "./assumptions";
import type { CompiledStatement } from "./compiled-policy";
import { type ConditionTest, type ReadContext, type World, holds } from "./condition-match";
import type { RequestedResource } from "./resource-match";
import type { Truth } from "./truth";

/** A request, prepared for all statements. */
export interface ReadRequest {
  readonly action: RequestedAction;
  readonly resource: RequestedResource;
  readonly context: ReadContext;
  readonly world: World;
  readonly switches: AssumptionSwitches;
  /** Unknown ids of resource groups that are known to differ from each other. */
  readonly distinctGroups: ReadonlySet<string>;
}

/** Why a statement applies to a request or not. The list is closed. */
export type MatchReason =
  | "matched"
  | "action not covered"
  | "action not known"
  | "resource not covered"
  | "resource not known"
  | "condition not met"
  | "condition not known"
  | "principal not named"
  | "principal not known";

/** An element of a statement whose match is unknown because of unknown text. */
export type UnknownElement = "Action" | "NotAction" | "Resource" | "NotResource" | "Principal";

/** Whether a statement applies, and why. */
export interface StatementMatch {
  readonly truth: Truth;
  readonly reason: MatchReason;
  /** The tests that failed, or whose result is unknown. */
  readonly tests: readonly ConditionTest[];
  /** The elements whose match is unknown, unless another element rules the statement out. */
  readonly unknownElements: readonly UnknownElement[];
  /** Assumptions that the result depends on. */
  readonly assumptions: readonly Assumption[];
}

const none: readonly never[] = [];
const actionNotCovered: StatementMatch = {
  truth: false,
  reason: "action not covered",
  tests: none,
  unknownElements: none,
  assumptions: none,
};

/** Checks action, resource and conditions, in this order. The first one that does not match decides. */
export function matchStatement(statement: CompiledStatement, request: ReadRequest): StatementMatch {
  const action = statement.action(request.action);
  if (action === false) return actionNotCovered;
  const used = new Set<Assumption>();
  const assumptions = { switches: request.switches, used };
  const resource = statement.resource(request.resource, assumptions);
  const result = (
    truth: Truth,
    reason: MatchReason,
    tests: readonly ConditionTest[] = none,
    unknownElements: readonly UnknownElement[] = none,
  ): StatementMatch => ({
    truth,
    reason,
    tests,
    unknownElements,
    assumptions: used.size === 0 ? none : [...used],
  });
  if (resource === false) return result(false, "resource not covered");
  const { failed, unknown } = testConditions(statement.tests, request, assumptions);
  if (failed.length > 0) return result(false, "condition not met", failed);
  if (action === "unknown") {
    const elements = [statement.actionElement, ...(resource === "unknown" ? [statement.resourceElement] : [])];
    return result("unknown", "action not known", unknown, elements);
  }
  if (resource === "unknown") return result("unknown", "resource not known", unknown, [statement.resourceElement]);
  if (unknown.length > 0) return result("unknown", "condition not known", unknown);
  return result(true, "matched");
}

/** The tests that fail, and those whose result is unknown. */
export function testConditions(
  tests: readonly ConditionTest[],
  request: Pick<ReadRequest, "context" | "world" | "distinctGroups">,
  assumptions: { readonly switches: AssumptionSwitches; readonly used: Set<Assumption> },
): { readonly failed: readonly ConditionTest[]; readonly unknown: readonly ConditionTest[] } {
  const failed: ConditionTest[] = [];
  const unknown: ConditionTest[] = [];
  for (const test of tests) {
    const truth = holds(test, request, assumptions);
    if (truth === false) failed.push(test);
    if (truth === "unknown") unknown.push(test);
  }
  return { failed, unknown };
}
