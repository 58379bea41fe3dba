import type { ActionKnowledge } from "../action-knowledge";
import type { Severity } from "./finding";
import type { PolicyKind } from "./policy-kind";
import type { PolicyView, StatementView } from "./policy-view";

/** What a rule found at one place. */
export interface Report {
  readonly path: string;
  /** What stands there. */
  readonly found: string;
  /** What to write instead. */
  readonly fix: string;
}

/** Something that RAM accepts and people regret, and how to see it. */
export interface Rule {
  /** Stable, e.g. `RAM704`. Never used for another rule. */
  readonly id: string;
  readonly title: string;
  readonly severity: Exclude<Severity, "error">;
  /** What is right instead. */
  readonly allowed: string;
  /** Why it matters. */
  readonly explanation: string;
  readonly source: string;
  /** Kinds of policies that it looks at. @default - all */
  readonly kinds?: readonly PolicyKind[];
  /** @param knowledge what is known of actions; `undefined` where nothing is, and rules about actions find nothing */
  readonly check: (policy: PolicyView, knowledge: ActionKnowledge | undefined) => readonly Report[];
}

/** A check of each statement for itself. */
export function eachStatement(
  check: (statement: StatementView, knowledge: ActionKnowledge | undefined, policy: PolicyView) => readonly Report[],
): Rule["check"] {
  return (policy, knowledge) => policy.statements.flatMap((statement) => check(statement, knowledge, policy));
}

/** A check of each test of each condition for itself. */
export function eachTest(check: (test: StatementView["tests"][number]) => readonly Report[]): Rule["check"] {
  return eachStatement(({ tests }) => tests.flatMap(check));
}
