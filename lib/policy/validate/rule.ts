import type { ActionKnowledge } from "../action-knowledge";
import type { Severity } from "./finding";
import type { PolicyKind } from "./policy-kind";
import type { PolicyView, StatementView } from "./policy-view";
import type { RuleNeeds } from "./rule-needs";

/** What a rule found at one place. */
export interface RuleReport {
  readonly path: string;
  /** What stands there. */
  readonly found: string;
  /** What to write instead. */
  readonly fix: string;
}

/** Looks for something in policies that RAM accepts. */
export interface Rule {
  /** Stable, e.g. `RAM704`. The ids of this library's rules begin with `RAM`; those of users' rules do not. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** What is right instead. */
  readonly allowed: string;
  /** Why it matters. */
  readonly explanation: string;
  /** Where that is known from: an address, or the name of a document. */
  readonly source: string;
  /** Kinds of policies that it looks at. @default - all */
  readonly kinds?: readonly PolicyKind[];
  /**
   * @param knowledge what is known of actions; `undefined` where nothing is, and rules about actions find nothing
   * @param now the time of the check, ISO 8601; `undefined` where none was given, and rules about time find nothing
   */
  readonly check: (policy: PolicyView, knowledge: ActionKnowledge | undefined, now?: string) => readonly RuleReport[];
}

/** A named set of this library's rules. What RAM refuses is found whatever the pack. */
export type RulePack = "syntax" | "recommended" | "strict";

/** A rule of this library. */
export interface BuiltInRule extends Rule {
  /** `error` is left to what RAM refuses. */
  readonly severity: Exclude<Severity, "error">;
  /** The smallest pack that has the rule: `strict` has those of `recommended` too, and `syntax` has none. */
  readonly pack: Exclude<RulePack, "syntax">;
  /** @default - nothing: it is asked about every policy */
  readonly needs?: RuleNeeds;
}

/** A check of each statement for itself. */
export function eachStatement(
  check: (
    statement: StatementView,
    knowledge: ActionKnowledge | undefined,
    policy: PolicyView,
    now: string | undefined,
  ) => readonly RuleReport[],
): Rule["check"] {
  return (policy, knowledge, now) => {
    const { statements } = policy;
    const [first] = statements;
    if (first !== undefined && statements.length === 1) return check(first, knowledge, policy, now); // most policies
    return statements.flatMap((statement) => check(statement, knowledge, policy, now));
  };
}

/** A check of each test of each condition for itself. */
export function eachTest(check: (test: StatementView["tests"][number]) => readonly RuleReport[]): Rule["check"] {
  return eachStatement(({ tests }) => tests.flatMap(check));
}
