/** Evaluates whether policies allow a request, and why. */
export {
  type Assumption,
  type AssumptionSwitches,
  assumptionTexts,
  assumptions,
  assumptionsAboutActions,
  contestedAssumptions,
} from "./assumptions";
export { type ConditionTest, type RequestContext, type World, testsOf } from "./condition-match";
export {
  type AccessRequest,
  type CallerType,
  type Decision,
  type Evaluation,
  type EvaluationInput,
  type LayerName,
  type LayerResult,
  type PolicyLayers,
  type UnknownPlace,
  evaluate,
} from "./evaluate";
export type { Outcome, StatementTrace } from "./policy-set";
export type { MatchReason, UnknownElement } from "./statement-match";
export { noResourceGroup, resourceGroupKey } from "./resource-group";
export type { Caller } from "./trust-match";
export type { Truth } from "./truth";
export { compareDecimals, decimalText, midpoint, plus, readDecimal, type Decimal } from "./decimal";
export { instantText, readInstant } from "./instant";
export { isRange } from "./ip-range";
