import type { ActionKnowledge } from "../action-knowledge";
import type { Finding, Severity } from "./finding";
import { parse } from "./parse";
import type { PolicyKind } from "./policy-kind";
import { type PolicyView, type TypedPolicy, viewOf } from "./policy-view";
import type { BuiltInRule, Rule, RulePack, RuleReport } from "./rule";
import { contentsOf } from "./rule-needs";
import { rulePacks, rules } from "./rules";
import { type SubjectAt, subjectsOf } from "./subject";
import { compareText } from "../text-list";

/** Severities that override those of the rules, by id. */
export type Severities = Readonly<Record<string, Severity | "off">>;

/** What rules may ask besides the policy. */
export interface RuleFacts {
  readonly knowledge?: ActionKnowledge;
  readonly now?: string;
}

/** Rules of this library, by pack, in their order. */
export const rulesOfPack: Readonly<Record<RulePack, readonly BuiltInRule[]>> = {
  syntax: inPack("syntax"),
  recommended: inPack("recommended"),
  strict: inPack("strict"),
};

function inPack(pack: RulePack): readonly BuiltInRule[] {
  const ids: ReadonlySet<string> = new Set(rulePacks[pack]);
  return rules.filter(({ id }) => ids.has(id));
}

/** Reads a policy from text or parsed JSON, with what RAM refuses in it, or else with the findings of a pack. */
export function validateByPack(
  json: unknown,
  kind: PolicyKind,
  pack: RulePack,
  facts: RuleFacts,
): { readonly typed: TypedPolicy | undefined; readonly findings: readonly Finding[] } {
  const { typed, byteLength, findings } = parse(json, kind);
  if (typed === undefined) return { typed, findings };
  const linted = builtInFindings(viewOf(typed, byteLength), rulesOfPack[pack], facts);
  return { typed, findings: [...findings, ...inOrder(linted)] };
}

export function builtInFindings(
  policy: PolicyView,
  asked: readonly BuiltInRule[],
  { knowledge, now }: RuleFacts,
  severities?: Severities,
): readonly Finding[] {
  const subjectAt = subjectsOf(policy);
  const has = contentsOf(policy);
  const findings: Finding[] = [];
  for (const rule of asked) {
    const severity = severityOf(rule, policy, severities);
    if (severity === "off" || (rule.needs !== undefined && !has(rule.needs))) continue;
    const reports = rule.check(policy, knowledge, now);
    for (const report of reports) findings.push(findingOf(rule, severity, report, subjectAt));
  }
  return findings;
}

/** Findings in the order of the statements. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => statementOf(a) - statementOf(b) || compareText(a.id, b.id));
}

/** `off` also for a rule that is not about policies of this kind. */
export function severityOf(
  { id, kinds, severity }: Rule,
  { kind }: PolicyView,
  changed: Severities | undefined,
): Severity | "off" {
  return kinds?.includes(kind) === false ? "off" : (changed?.[id] ?? severity);
}

export function findingOf(
  { id, title, allowed, explanation, source }: Rule,
  severity: Severity,
  { path, found, fix }: RuleReport,
  subjectAt: SubjectAt,
): Finding {
  return { id, severity, path, title, found, allowed, explanation, fix, source, subject: subjectAt(path, found) };
}

/** Index of the statement of a finding; -1 for the whole document. */
function statementOf({ path }: Finding): number {
  return Number(/^Statement\[(\d+)\]/.exec(path)?.[1] ?? -1);
}
