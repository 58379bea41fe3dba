/** Renders reviews and findings for terminals, pull requests and other programs. */

export { defaultCommentLength, leastCommentLength } from "./capped-comment";
export { type CommentOptions, commentMarker } from "./comment";
export type { ComparedInput, ComparedInputs } from "./compared-inputs";
export { markdownName, markdownProse, terminalName, visible, visibleJson } from "./escape";
export type { FindingPlace, LintFinding } from "./findings";
export { type Headline, headline } from "./headline";
export { type SarifCommand, type SarifOptions, failedSarifLog } from "./sarif-log";
export type { ReviewSarifOptions } from "./sarif";
export { type Style, markdownStyle, terminalStyle } from "./style";
export type { TextOptions } from "./text";
export { renderFindingsJson } from "./findings-json";
export { renderFindingsMarkdown } from "./findings-markdown";
export { renderFindingsSarif } from "./findings-sarif";
export { renderFindingsText } from "./findings-text";
export { renderJson } from "./json";
export { renderMarkdown } from "./markdown";
export { renderSarif } from "./sarif";
export { renderText } from "./text";
