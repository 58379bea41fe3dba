/** Reads what stacks, plans and policies grant, and compares, summarizes and renders it. */
export { type CompareOptions } from "./compare/compare-models";
export type { GrantModel, GrantedPolicy, PrincipalGrants } from "../grants/grant-model";
export { grantsOfStack, grantsOfStacks } from "../grants/grants-of-stack";
export { grantsOfSource } from "../grants/grants-of-source";
export { type SourceOptions, readSource } from "../grants/read-source";
export { type Source, stacksOf } from "../grants/source";
export { findingsHtml, reviewHtml, summaryHtml } from "./html";
export { type SummaryReport, summarize, summaryMatrixText } from "./summary";
export type { Resource } from "../terraform/resource";
export { type SynthesizedStack, UnreadableStackError, readSynthesizedStacks } from "../terraform/synthesized-stack";
export type { PrincipalName } from "../grants/principal-name";
export {
  type ExistenceRow,
  type PermissionChange,
  type PermissionRow,
  type ReviewReport,
  type ReviewRow,
  type RiskMark,
  type TrustRow,
  type UnknownPolicyRow,
  type UnknownRow,
  type Verdict,
  type Witness,
  riskMarks,
} from "./report/review-report";
export { type ReviewOptions, review, verdictOf } from "./review";
export { isGain } from "./report/is-gain";
