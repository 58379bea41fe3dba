/** Explains refused requests. */
export type { Denial } from "./denial-of-text";
export { readDenial } from "./denial";
export { type ExplainOptions, explainDenial } from "./explain";
export type { Explanation } from "./explanation";
export { deniedProblemIds } from "./problem-ids";
export type { Proposal } from "./proposal";
export { explanationJson } from "./render-json";
export { explanationText } from "./render-text";
export { principalsOf } from "./stack-evidence";
