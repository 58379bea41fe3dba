import { isJsonObject } from "../json-value";
import { type Problem, quote } from "../problem";
import { policyProblemIds } from "../problem-ids";
import { type Finding, severities } from "./finding";
import { isPolicyKind, policyKinds } from "./policy-kind";
import type { Rule, RuleReport } from "./rule";

/** RAM792 for all problems with a user's rule, for callers without type checks. */
export function checkUserRule(rule: Readonly<Record<string, unknown>>, path: string): readonly Problem[] {
  return fields.flatMap(([field, isRight, allowed]) =>
    isRight(rule[field]) ? [] : [problem(`${path}.${field}`, quote(rule[field]), allowed)],
  );
}

/** RAM792 for a second rule with the same id, because findings, severities and acknowledgements would be ambiguous. */
export function ruleTwice(id: string, path: string): Problem {
  return problem(`${path}.id`, `a second rule ${quote(id)}`, "each id once");
}

/**
 * The reports of a user's rule. If the rule throws or does not return a list of reports, that is an error which cannot be
 * acknowledged, because the rule has not checked the policy.
 */
export function reportsOf(rule: Rule, look: () => unknown): readonly RuleReport[] | Finding {
  try {
    const reports = look();
    if (!Array.isArray(reports)) return failure(rule, `returned ${quote(reports)}`);
    const wrong: unknown = reports.find((one) => !isReport(one));
    return wrong === undefined && reports.every(isReport) ? reports : failure(rule, `reported ${quote(wrong)}`);
  } catch (error) {
    return failure(rule, `threw ${error instanceof Error ? `${error.name}: ${error.message}` : quote(error)}`);
  }
}

type Field = readonly [field: keyof Rule, isRight: (value: unknown) => boolean, allowed: string];

const fields: readonly Field[] = [
  [
    "id",
    isUserId,
    "letters, digits, -, _ and ., starting with a letter; ids that begin with RAM are reserved for this library",
  ],
  ...(["title", "allowed", "explanation", "source"] as const).map((field): Field => [field, isText, "a text"]),
  ["severity", (value) => severities.some((name) => name === value), severities.join(", ")],
  [
    "kinds",
    (value) => value === undefined || (Array.isArray(value) && value.length > 0 && value.every(isKind)),
    `a list of ${Object.keys(policyKinds).join(", ")}`,
  ],
  ["check", (value) => typeof value === "function", "a function from a policy to reports"],
];

function isUserId(id: unknown): boolean {
  return typeof id === "string" && /^[a-z][a-z0-9._-]*$/i.test(id) && !/^ram/i.test(id);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}

function isKind(value: unknown): boolean {
  return typeof value === "string" && isPolicyKind(value);
}

function isReport(value: unknown): value is RuleReport {
  return isJsonObject(value) && typeof value["path"] === "string" && isText(value["found"]) && isText(value["fix"]);
}

function problem(path: string, found: string, allowed: string): Problem {
  return { id: policyProblemIds.validateOption, path, found, allowed, fix: "correct the rule" };
}

function failure({ id }: Rule, what: string): Finding {
  return {
    id: policyProblemIds.ruleFailed,
    path: "",
    severity: "error",
    title: "Rule that failed",
    found: `the rule ${id} ${what}`,
    allowed: "rules that return a list of reports, each with path, found and fix",
    explanation: "The rule did not check the policy, so it is not known whether it would have found something.",
    fix: `correct the rule ${id}`,
    source: "this library: a failed check does not count as passed",
  };
}
