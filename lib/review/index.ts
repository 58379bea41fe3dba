/** Reads what stacks, plans and policies grant, shows it, and compares it. */
export { type CompareOptions } from "./compare/compare-models";
export type { GrantModel, GrantedPolicy, PrincipalGrants } from "./read/grant-model";
export { grantsOfStack, grantsOfStacks } from "./read/grants-of-stack";
export { readInput } from "./read/read-input";
export { findingsHtml, reviewHtml, summaryHtml } from "./html";
export { type SummaryReport, summarize, summaryMatrixText } from "./summary";
export { stackText } from "./stack-text";
export {
  type SynthesizedResource,
  type SynthesizedStack,
  UnreadableStackError,
  readSynthesizedStacks,
} from "./read/synthesized-stack";
export {
  type ExistenceRow,
  type PermissionChange,
  type PermissionRow,
  type PrincipalName,
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
export { type ReviewOptions, isGain, review, verdictOf } from "./review";
