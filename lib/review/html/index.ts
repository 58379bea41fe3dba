/** Reviews, findings and summaries as HTML pages, each in a single file. */
export { findingsHtml } from "./findings-page";
export { reviewHtml } from "./review-page";
export { summaryHtml } from "./summary-page";
