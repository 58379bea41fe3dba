/**
 * The policy engine: RAM policy documents as immutable values, read from and printed as JSON, with the checks that RAM
 * makes. Pure TypeScript without a framework, Node or network.
 */
export {
  type ActionFacts,
  type ActionKnowledge,
  type ContestedResources,
  type KnowledgeExtent,
  type OperationFacts,
  canBeAuthorizedOn,
  expand,
  invert,
  mayBeAuthorizedOn,
} from "./action-knowledge";
export { type ArnFields, Arn } from "./arn";
export {
  type ConditionOperator,
  type ConditionOperatorFacts,
  type ConditionType,
  type SetOperator,
  conditionOperators,
  operatorFacts,
} from "./condition-operators";
export { type Conditions, checkConditions } from "./conditions";
export { type PolicyDocumentJson, PolicyDocument, maxPolicyBytes } from "./document";
export { type TextPart, hasToken, isCompoundToken, literalText, splitTokens } from "./patterns/framework-token";
export { type PatternRelation, patternContains, relateActions, relatePatterns } from "./patterns/pattern-relation";
export { type NameKind, checkDescription, checkName, checkSessionDuration, checkTags, maxNameLength } from "./names";
export { type Problem, PolicyError, formatProblem, quote } from "./problem";
export {
  type WorkloadIdentity,
  type WorkloadIdentityName,
  workloadIdentityArn,
  workloadIdentityKey,
  workloadIdentityService,
} from "./workload-identity";
export {
  type AccessRequest,
  type Assumption,
  type AssumptionSwitches,
  type Caller,
  type CallerType,
  type ConditionTest,
  type Decision,
  type Evaluation,
  type EvaluationInput,
  type LayerName,
  type LayerResult,
  type MatchReason,
  type Outcome,
  type PolicyLayers,
  type RequestContext,
  type StatementTrace,
  type Truth,
  type UnknownElement,
  type UnknownPlace,
  type World,
  assumptionTexts,
  assumptions,
  evaluate,
} from "./evaluate";
export {
  type CompareOptions,
  type ComparedDocuments,
  type DocumentComparison,
  type DocumentRelation,
  type Witness,
  compare,
} from "./compare";
export { type Compaction, type MinimizeOptions, type MinimizedDocument, minimize } from "./minimize";
export { policyProblemIds } from "./problem-ids";
export { relateResources, resourceContains, resourcesOverlap } from "./patterns/resource-pattern";
export { type SplitDocument, type SplitOptions, comparePlaces, split } from "./split";
export {
  type ActionStatementProps,
  type Effect,
  type NotActionStatementProps,
  type PrintOptions,
  type StatementJson,
  type StatementProps,
  PolicyStatement,
} from "./statement";
export type { OneOrMany } from "./text-list";
export { type TextSize, textSize } from "./text-size";
export {
  type PrincipalForms,
  type PrincipalKind,
  type TrustPolicyJson,
  type TrustPrincipals,
  type TrustStatement,
  type TrustStatementJson,
  type TrustStatementProps,
  TrustPolicy,
} from "./trust-policy";
export { utf8Length } from "./utf8";
export { isPattern, matchesPattern, patternsOverlap } from "./patterns/wildcard";
export {
  type Acknowledged,
  type AcknowledgedFinding,
  type Acknowledgement,
  type BuiltInRule,
  type EscalatingAction,
  type Finding,
  type Located,
  type LocatedTest,
  type ParsedPolicy,
  type PolicyKind,
  type PolicyKindFacts,
  type PolicyView,
  type Rule,
  type RulePack,
  type RuleReport,
  type Severity,
  type StatementView,
  type TypedPolicy,
  type ValidateOptions,
  type Validation,
  acknowledge,
  acknowledgedText,
  escalatingActions,
  formatFinding,
  isPolicyKind,
  lintPolicy,
  parse,
  policyKinds,
  rulePacks,
  rules,
  validate,
} from "./validate";
