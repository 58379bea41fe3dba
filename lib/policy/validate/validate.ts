import type { ActionKnowledge } from "../action-knowledge";
import { throwIfAny } from "../problem";
import { compareText } from "../text-list";
import { type AcknowledgedFinding, type Acknowledgement, acknowledge } from "./acknowledgement";
import { checkKind, checkOptions } from "./check-options";
import type { Finding, Severity } from "./finding";
import { parse } from "./parse";
import type { PolicyKind } from "./policy-kind";
import { type PolicyView, type TypedPolicy, viewOf } from "./policy-view";
import type { BuiltInRule, Rule, RulePack, RuleReport } from "./rule";
import { contentsOf } from "./rule-needs";
import { rulePacks, rules } from "./rules";
import { subjectsOf } from "./subject";
import { reportsOf } from "./user-rule";

/** What is looked for, and what is known. */
export interface ValidateOptions {
  /** Known actions, e.g. `knownActions` of the catalog. @default - none, and rules about actions find nothing */
  readonly knowledge?: ActionKnowledge;
  /**
   * A pack, or a list of packs, ids of rules, and rules of your own, e.g. `["recommended", ownRule]`.
   * @default "recommended"
   */
  readonly rules?: RulePack | readonly (string | Rule)[];
  /** Other severities than the rules' own, by id. */
  readonly severities?: Readonly<Record<string, Severity | "off">>;
  readonly acknowledgements?: readonly Acknowledgement[];
  /**
   * The time of the check, ISO 8601, e.g. `2026-11-28T00:00:00Z`, for what expires.
   * @default - none, and nothing is found to have expired: the findings depend on the policy alone
   */
  readonly now?: string;
}

/** What was found in a policy. */
export interface Validation {
  /** What nobody acknowledged, and what is wrong with the acknowledgements. */
  readonly findings: readonly Finding[];
  readonly acknowledged: readonly AcknowledgedFinding[];
  /** The policy, where RAM would understand it. */
  readonly typed: TypedPolicy | undefined;
}

/**
 * Reads a policy from text or parsed JSON and tells what RAM would refuse in it. Where RAM refuses nothing, it tells what
 * the rules find.
 *
 * @throws PolicyError RAM792 for rules, packs, severities and kinds that do not exist, for rules that are incomplete, and
 * for a time that is none
 */
export function validate(json: unknown, kind: PolicyKind = "identity", options: ValidateOptions = {}): Validation {
  throwIfAny([...checkKind(kind), ...checkOptions(options)]);
  const { typed, byteLength, findings } = parse(json, kind);
  const linted = typed === undefined ? [] : lint(viewOf(typed, byteLength), options);
  const result = acknowledge([...findings, ...linted], options.acknowledgements ?? []);
  return { typed, findings: [...result.findings, ...result.problems], acknowledged: result.acknowledged };
}

/**
 * What the rules find in a policy that is read already, in the order of its statements.
 *
 * @throws PolicyError RAM792 for rules, packs and severities that do not exist, and for rules that are incomplete
 */
export function lintPolicy(typed: TypedPolicy, byteLength: number, options: ValidateOptions = {}): readonly Finding[] {
  throwIfAny(checkOptions(options));
  return lint(viewOf(typed, byteLength), options);
}

function lint(policy: PolicyView, options: ValidateOptions) {
  const { rules: wanted = "recommended", severities, knowledge, now } = options;
  const { builtIn, own } = typeof wanted === "string" ? rulesOfPack[wanted] : selected(wanted);
  const findings: Finding[] = [];
  const subjectAt = subjectsOf(policy);
  const has = contentsOf(policy);
  const add = (rule: Rule, severity: Severity, reports: readonly RuleReport[]): void => {
    for (const report of reports) findings.push(findingOf(rule, severity, report, subjectAt));
  };
  for (const rule of builtIn) {
    const severity = severityOf(rule, policy, severities);
    if (severity === "off" || (rule.needs !== undefined && !has(rule.needs))) continue;
    add(rule, severity, rule.check(policy, knowledge, now));
  }
  for (const rule of own) {
    const severity = severityOf(rule, policy, severities);
    if (severity === "off") continue;
    const reports = reportsOf(rule, () => rule.check(policy, knowledge, now));
    if ("severity" in reports) findings.push(reports);
    else add(rule, severity, reports);
  }
  return findings.sort((a, b) => statementOf(a) - statementOf(b) || compareText(a.id, b.id));
}

/** The rules that are asked about a policy, in their order. */
interface ChosenRules {
  readonly builtIn: readonly BuiltInRule[];
  /** Rules of the user, asked after those of this library. */
  readonly own: readonly Rule[];
}

const rulesOfPack: Readonly<Record<RulePack, ChosenRules>> = {
  syntax: selected(["syntax"]),
  recommended: selected(["recommended"]),
  strict: selected(["strict"]),
};

/** Each rule once. */
function selected(wanted: readonly (string | Rule)[]): ChosenRules {
  const ids = new Set(wanted.flatMap((one) => (typeof one !== "string" ? [] : isPack(one) ? rulePacks[one] : [one])));
  const given = new Set(wanted.filter((one) => typeof one !== "string"));
  const builtIn = rules.filter((rule) => ids.has(rule.id) || given.has(rule));
  const builtInRules: ReadonlySet<Rule> = new Set(builtIn);
  return { builtIn, own: [...given].filter((rule) => !builtInRules.has(rule)) };
}

function isPack(word: string): word is RulePack {
  return Object.hasOwn(rulePacks, word);
}

/** `off` also for a rule that is not about policies of this kind. */
function severityOf(
  { id, kinds, severity }: Rule,
  { kind }: PolicyView,
  changed: ValidateOptions["severities"],
): Severity | "off" {
  return kinds?.includes(kind) === false ? "off" : (changed?.[id] ?? severity);
}

function findingOf(
  { id, title, allowed, explanation, source }: Rule,
  severity: Severity,
  { path, found, fix }: RuleReport,
  subjectAt: (path: string, found: string) => string,
): Finding {
  return { id, severity, path, title, found, allowed, explanation, fix, source, subject: subjectAt(path, found) };
}

/** Index of the statement that a finding is about; -1 for the document as a whole. */
function statementOf({ path }: Finding): number {
  return Number(/^Statement\[(\d+)\]/.exec(path)?.[1] ?? -1);
}
