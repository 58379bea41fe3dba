import type { PolicyDocument } from "../document";
import type { Effect } from "../statement";
import type { Assumption } from "./assumptions";
import { compile } from "./compiled-policy";
import { type ReadRequest, type StatementMatch, matchStatement } from "./statement-match";

/** The decision of a set of policies if everything is known. */
export type Outcome = "Allow" | "ExplicitDeny" | "ImplicitDeny";

/** A statement and its match. */
export interface StatementTrace extends StatementMatch {
  /** Index of the policy in its layer. */
  readonly policy: number;
  /** Index of the statement in the policy. */
  readonly statement: number;
  readonly effect: Effect;
}

/** The decision of a set of policies: one outcome if everything relevant is known. */
export interface SetResult {
  readonly possible: readonly Outcome[];
  /** Statements that match or may match; all statements if `everything` is set. */
  readonly traces: readonly StatementTrace[];
  /** Assumptions that the match of any statement depends on. */
  readonly assumptions: readonly Assumption[];
}

/**
 * A matching `Deny` denies; otherwise a matching `Allow` allows; otherwise the result is an implicit deny.
 *
 * @param everything include statements that do not match
 */
export function decide(policies: readonly PolicyDocument[], request: ReadRequest, everything: boolean): SetResult {
  const traces: StatementTrace[] = [];
  for (const [policy, document] of policies.entries()) {
    for (const [index, statement] of compile(document).entries()) {
      const match = matchStatement(statement, request);
      // A statement that does not match only because of an assumption is included, because the result depends on it.
      if (match.truth === false && !everything && match.assumptions.length === 0) continue;
      traces.push({ ...match, policy, statement: index, effect: statement.effect });
    }
  }
  return resultOf(traces, everything);
}

/** The result of statements that were already matched. */
export function resultOf(traces: readonly StatementTrace[], everything: boolean): SetResult {
  const has = (effect: Effect, truth: StatementTrace["truth"]): boolean =>
    traces.some((trace) => trace.effect === effect && trace.truth === truth);
  const possible: Outcome[] = [];
  if (has("Deny", true)) possible.push("ExplicitDeny");
  else {
    if (has("Allow", true)) possible.push("Allow");
    else {
      if (has("Allow", "unknown")) possible.push("Allow");
      possible.push("ImplicitDeny");
    }
    if (has("Deny", "unknown")) possible.push("ExplicitDeny");
  }
  return {
    possible,
    traces: everything ? traces : traces.filter(({ truth }) => truth !== false),
    assumptions: [...new Set(traces.flatMap(({ assumptions }) => assumptions))],
  };
}
