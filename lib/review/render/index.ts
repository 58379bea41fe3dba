/** Shows reviews and findings: for a terminal, for a pull request, and for other programs. */
import type { ReviewReport } from "../report/review-report";
import type { LintFinding } from "./findings";
import { renderFindingsJson } from "./findings-json";
import { renderFindingsMarkdown } from "./findings-markdown";
import { renderFindingsSarif } from "./findings-sarif";
import { renderFindingsText } from "./findings-text";
import { renderJson } from "./json";
import { renderMarkdown } from "./markdown";
import { renderSarif } from "./sarif";
import { renderText } from "./text";

export { defaultCommentLength, leastCommentLength } from "./capped-comment";
export { type CommentOptions, commentMarker } from "./comment";
export { markdownName, markdownProse, terminalName, visible, visibleJson } from "./escape";
export type { FindingPlace, LintFinding } from "./findings";
export { type Headline, headline } from "./headline";
export type { SarifOptions } from "./sarif-log";
export type { ReviewSarifOptions } from "./sarif";
export { type Style, markdownStyle, terminalStyle } from "./style";
export type { TextOptions } from "./text";
export {
  renderFindingsJson,
  renderFindingsMarkdown,
  renderFindingsSarif,
  renderFindingsText,
  renderJson,
  renderMarkdown,
  renderSarif,
  renderText,
};

/** Shows a report. Ends without a line end. */
export type ReviewRenderer = (report: ReviewReport) => string;

/** Shows findings. Ends without a line end. */
export type FindingsRenderer = (findings: readonly LintFinding[]) => string;

/** The renderers of a report with their defaults, by the name of the format. */
export const renderers = {
  text: (report) => renderText(report),
  markdown: (report) => renderMarkdown(report),
  json: (report) => renderJson(report),
  sarif: (report) => renderSarif(report),
} as const satisfies Readonly<Record<string, ReviewRenderer>>;

/** A format that a report can be shown in. */
export type ReviewFormat = keyof typeof renderers;

/** The renderers of findings with their defaults, by the name of the format. */
export const findingsRenderers = {
  text: (findings) => renderFindingsText(findings),
  markdown: (findings) => renderFindingsMarkdown(findings),
  json: (findings) => renderFindingsJson(findings),
  sarif: (findings) => renderFindingsSarif(findings),
} as const satisfies Readonly<Record<string, FindingsRenderer>>;

/** A format that findings can be shown in. */
export type FindingsFormat = keyof typeof findingsRenderers;
