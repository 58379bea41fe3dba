import type { ActionKnowledge } from "../action-knowledge";
import { throwIfAny } from "../problem";
import { type AcknowledgedFinding, type Acknowledgement, acknowledge } from "./acknowledgement";
import { builtInFindings, findingOf, inOrder, rulesOfPack, severityOf } from "./built-in-findings";
import { checkKind, checkOptions } from "./check-options";
import type { Finding, Severity } from "./finding";
import { parse } from "./parse";
import type { PolicyKind } from "./policy-kind";
import { type PolicyView, type TypedPolicy, viewOf } from "./policy-view";
import type { BuiltInRule, Rule, RulePack } from "./rule";
import { rulePacks, rules } from "./rules";
import { subjectsOf } from "./subject";
import { reportsOf } from "./user-rule";

/** Options of {@link validate}. */
export interface ValidateOptions {
  /** Known actions, e.g. `knownActions` of the catalog. @default - none, so that rules about actions report nothing */
  readonly knowledge?: ActionKnowledge;
  /**
   * A pack, or a list of packs, ids of rules, and rules of your own, e.g. `["recommended", ownRule]`.
   * @default "recommended"
   */
  readonly rules?: RulePack | readonly (string | Rule)[];
  /** Severities that override those of the rules, by id. */
  readonly severities?: Readonly<Record<string, Severity | "off">>;
  /** Findings that are known and accepted, each with a reason. One that matches no finding is reported. @default - none */
  readonly acknowledgements?: readonly Acknowledgement[];
  /**
   * Actions, or patterns as written, that exist although the knowledge lacks them, e.g. `["agentrun:GetIMBot"]`. RAM710
   * does not report them.
   * @default - none
   */
  readonly saidToExist?: readonly string[];
  /**
   * The time of the check, ISO 8601, e.g. `2026-11-28T00:00:00Z`, to find expired statements.
   * @default - none, so that the findings depend on the policy only
   */
  readonly now?: string;
}

/** The result of {@link validate}. */
export interface Validation {
  /** Findings without an acknowledgement, and problems with the acknowledgements. */
  readonly findings: readonly Finding[];
  readonly acknowledged: readonly AcknowledgedFinding[];
  /** The policy, if RAM would understand it. */
  readonly typed: TypedPolicy | undefined;
}

/**
 * Reads a policy from text or parsed JSON and reports what RAM refuses in it. If RAM refuses nothing, reports the
 * findings of the rules.
 *
 * @throws PolicyError RAM792 for unknown rules, packs, severities and kinds, for incomplete rules, and for an invalid
 * time
 * @example
 * const { findings } = validate('{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}');
 * for (const finding of findings) console.error(formatFinding(finding));
 */
export function validate(json: unknown, kind: PolicyKind = "identity", options: ValidateOptions = {}): Validation {
  throwIfAny([...checkKind(kind), ...checkOptions(options)]);
  const { typed, byteLength, findings } = parse(json, kind);
  const linted = typed === undefined ? [] : lint(viewOf(typed, byteLength, options.saidToExist), options);
  const result = acknowledge([...findings, ...linted], options.acknowledgements ?? []);
  return { typed, findings: [...result.findings, ...result.problems], acknowledged: result.acknowledged };
}

/**
 * The findings of the rules in a policy that was already read, in the order of its statements.
 *
 * @throws PolicyError RAM792 for unknown rules, packs and severities, and for incomplete rules
 */
export function lintPolicy(typed: TypedPolicy, byteLength: number, options: ValidateOptions = {}): readonly Finding[] {
  throwIfAny(checkOptions(options));
  return lint(viewOf(typed, byteLength, options.saidToExist), options);
}

function lint(policy: PolicyView, options: ValidateOptions): readonly Finding[] {
  const { rules: wanted = "recommended", severities, knowledge, now } = options;
  const { builtIn, own } = typeof wanted === "string" ? { builtIn: rulesOfPack[wanted], own: [] } : selected(wanted);
  const subjectAt = subjectsOf(policy);
  const ownFindings = own.flatMap((rule): readonly Finding[] => {
    const severity = severityOf(rule, policy, severities);
    if (severity === "off") return [];
    const reports = reportsOf(rule, () => rule.check(policy, knowledge, now));
    if ("severity" in reports) return [reports];
    return reports.map((report) => findingOf(rule, severity, report, subjectAt));
  });
  const facts = { ...(knowledge === undefined ? {} : { knowledge }), ...(now === undefined ? {} : { now }) };
  return inOrder([...builtInFindings(policy, builtIn, facts, severities), ...ownFindings]);
}

/** The rules that are asked about a policy, in their order. */
interface ChosenRules {
  readonly builtIn: readonly BuiltInRule[];
  /** Rules of the user, asked after those of this library. */
  readonly own: readonly Rule[];
}

/** This library's rules in their order, and users' rules, without duplicates. */
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
