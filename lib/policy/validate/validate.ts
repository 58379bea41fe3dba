import type { ActionKnowledge } from "../action-knowledge";
import { throwIfAny } from "../problem";
import { compareText } from "../text-list";
import { type Acknowledged, type Acknowledgement, acknowledge } from "./acknowledgement";
import { checkKind, checkOptions } from "./check-options";
import type { Finding, Severity } from "./finding";
import { parse } from "./parse";
import type { PolicyKind } from "./policy-kind";
import { type PolicyView, type TypedPolicy, viewOf } from "./policy-view";
import type { Rule } from "./rule";
import { type RulePack, rulePacks } from "./rule-packs";
import { rules } from "./rules";

/** What is looked for, and what is known. */
export interface ValidateOptions {
  /** Known actions, e.g. `knownActions` of the catalog. @default - none, and rules about actions find nothing */
  readonly knowledge?: ActionKnowledge;
  /** A pack, or ids of rules. @default "recommended" */
  readonly rules?: RulePack | readonly string[];
  /** Other severities than the rules' own, by id. */
  readonly severities?: Readonly<Record<string, Severity | "off">>;
  readonly acknowledgements?: readonly Acknowledgement[];
}

/** What was found in a policy. */
export interface Validation extends Acknowledged {
  /** The policy, where RAM would understand it. */
  readonly typed: TypedPolicy | undefined;
}

/**
 * Reads a policy from text or parsed JSON and tells what RAM would refuse in it and, where it refuses nothing, what
 * people regret.
 *
 * @throws PolicyError RAM792 for rules, packs, severities and kinds that do not exist
 */
export function validate(json: unknown, kind: PolicyKind = "identity", options: ValidateOptions = {}): Validation {
  throwIfAny([...checkKind(kind), ...checkOptions(options.rules, options.severities)]);
  const { typed, byteLength, findings } = parse(json, kind);
  const linted = typed === undefined ? [] : lint(viewOf(typed, byteLength), options);
  return { typed, ...acknowledge([...findings, ...linted], options.acknowledgements ?? []) };
}

/**
 * What people regret in a policy that is read already, in the order of its statements.
 *
 * @throws PolicyError RAM792 for rules, packs and severities that do not exist
 */
export function lintPolicy(typed: TypedPolicy, byteLength: number, options: ValidateOptions = {}): readonly Finding[] {
  throwIfAny(checkOptions(options.rules, options.severities));
  return lint(viewOf(typed, byteLength), options);
}

function lint(policy: PolicyView, { knowledge, rules: wanted = "recommended", severities = {} }: ValidateOptions) {
  const ids: readonly string[] = typeof wanted === "string" ? rulePacks[wanted] : wanted;
  return rules
    .filter(({ id, kinds }) => ids.includes(id) && (kinds?.includes(policy.kind) ?? true))
    .flatMap((rule) => findingsOf(rule, policy, knowledge, severities[rule.id] ?? rule.severity))
    .sort((a, b) => statementOf(a) - statementOf(b) || compareText(a.id, b.id));
}

function findingsOf(
  rule: Rule,
  policy: PolicyView,
  knowledge: ActionKnowledge | undefined,
  severity: Severity | "off",
): readonly Finding[] {
  if (severity === "off") return [];
  const { id, title, allowed, explanation, source } = rule;
  return rule
    .check(policy, knowledge)
    .map(({ path, found, fix }) => ({ id, severity, path, title, found, allowed, explanation, fix, source }));
}

/** Index of the statement that a finding is about; -1 for the document as a whole. */
function statementOf({ path }: Finding): number {
  return Number(/^Statement\[(\d+)\]/.exec(path)?.[1] ?? -1);
}
