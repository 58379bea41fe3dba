import type { PolicyDocument } from "../document";
import type { Effect } from "../statement";
import type { Assumption } from "./assumptions";
import { compile } from "./compiled-policy";
import { type ReadRequest, type StatementMatch, matchStatement } from "./statement-match";

/** What a set of policies says of a request when everything is known. */
export type Outcome = "Allow" | "ExplicitDeny" | "ImplicitDeny";

/** One statement and what became of it. */
export interface StatementTrace extends StatementMatch {
  /** Index of the policy in its layer. */
  readonly policy: number;
  /** Index of the statement in the policy. */
  readonly statement: number;
  readonly effect: Effect;
}

/** What a set of policies may say of a request: one outcome where everything is known. */
export interface SetResult {
  readonly possible: readonly Outcome[];
  /** Statements that match or may match, and no others unless they were asked for. */
  readonly traces: readonly StatementTrace[];
  /** Assumptions that a statement's answer rests on, whether or not it decides. */
  readonly assumptions: readonly Assumption[];
}

/**
 * Any `Deny` that matches decides, else any `Allow`, else nothing is allowed.
 *
 * @param everything keep the traces of statements that do not match too
 */
export function decide(policies: readonly PolicyDocument[], request: ReadRequest, everything: boolean): SetResult {
  const traces: StatementTrace[] = [];
  for (const [policy, document] of policies.entries()) {
    for (const [index, statement] of compile(document).entries()) {
      const match = matchStatement(statement, request);
      // A statement that fails only by an assumption is a trace too: the result rests on it.
      if (match.truth === false && !everything && match.assumptions.length === 0) continue;
      traces.push({ ...match, policy, statement: index, effect: statement.effect });
    }
  }
  return resultOf(traces, everything);
}

/** The result of statements that have been looked at. */
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
