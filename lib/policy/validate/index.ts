/** Validates policies: what RAM refuses, likely mistakes, and bad practices. */
export { acknowledgedText } from "./subject";
export { type Acknowledged, type AcknowledgedFinding, type Acknowledgement, acknowledge } from "./acknowledgement";
export { type EscalatingAction, escalatingActions } from "./escalating-actions";
export { type SecuritySetting, securitySettings } from "./security-settings";
export { type Finding, type Severity, formatFinding } from "./finding";
export { type ParsedPolicy, parse } from "./parse";
export { type PolicyKind, type PolicyKindFacts, isPolicyKind, policyKinds } from "./policy-kind";
export type { Located, LocatedTest, PolicyView, StatementView, TypedPolicy } from "./policy-view";
export type { BuiltInRule, Rule, RulePack, RuleReport } from "./rule";
export { rulePacks, rules } from "./rules";
export { type ValidateOptions, type Validation, lintPolicy, validate } from "./validate";
