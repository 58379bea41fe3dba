/** Reads synthesized stacks and shows what they grant. */
export { type GrantedPolicy, type PrincipalGrants, type StackGrants, type TrustedRole, grantsOf } from "./grants";
export { reviewHtml, summaryHtml } from "./html";
export { type SummaryReport, summarize, summaryMatrixText } from "./summary";
export { summaryText } from "./summary-text";
export {
  type SynthesizedResource,
  type SynthesizedStack,
  UnreadableStackError,
  readSynthesizedStacks,
} from "./synthesized-stack";
