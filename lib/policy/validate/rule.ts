import type { ActionKnowledge } from "../action-knowledge";
import type { Severity } from "./finding";
import type { PolicyKind } from "./policy-kind";
import type { PolicyView, StatementView } from "./policy-view";
import type { RuleNeeds } from "./rule-needs";

/** A report of a rule about one place. */
export interface RuleReport {
  /** Where it is, e.g. `Statement[1].Action[3]`. Views have the paths of their parts. */
  readonly path: string;
  /** What was found there. */
  readonly found: string;
  /** What to write instead. */
  readonly fix: string;
}

/** A check for something in policies that RAM accepts. */
export interface Rule {
  /** Stable, e.g. `RAM704`. Ids of this library's rules begin with `RAM`; ids of users' rules must not. */
  readonly id: string;
  /** A short name for what the rule finds. */
  readonly title: string;
  /** Severity of its findings, unless a caller overrides it. */
  readonly severity: Severity;
  /** What is allowed instead. */
  readonly allowed: string;
  /** Why it matters. */
  readonly explanation: string;
  /** Source: an address, or the name of a document. */
  readonly source: string;
  /** Kinds of policies that it checks. @default - all */
  readonly kinds?: readonly PolicyKind[];
  /**
   * Looks at one policy and returns a report for each place; an empty list if it finds nothing.
   *
   * @param knowledge known actions; if `undefined`, rules about actions report nothing
   * @param now time of the check, ISO 8601; if `undefined`, rules about time report nothing
   */
  readonly check: (policy: PolicyView, knowledge: ActionKnowledge | undefined, now?: string) => readonly RuleReport[];
}

/** A named set of this library's rules. What RAM refuses is reported with every pack. */
export type RulePack = "syntax" | "recommended" | "strict";

/** A rule of this library. */
export interface BuiltInRule extends Rule {
  /** `error` is reserved for what RAM refuses. */
  readonly severity: Exclude<Severity, "error">;
  /** The smallest pack with the rule. `strict` includes `recommended`; `syntax` has no rules. */
  readonly pack: Exclude<RulePack, "syntax">;
  /** @default - nothing: it is asked about every policy */
  readonly needs?: RuleNeeds;
}

/** A check of single statements. */
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

/** A check of single tests of conditions. */
export function eachTest(check: (test: StatementView["tests"][number]) => readonly RuleReport[]): Rule["check"] {
  return eachStatement(({ tests }) => tests.flatMap(check));
}
