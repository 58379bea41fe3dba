/** Pages in one file each, for people who look at a review or a summary in a browser. */
export { findingsHtml } from "./findings-page";
export { reviewHtml } from "./review-page";
export { summaryHtml } from "./summary-page";
