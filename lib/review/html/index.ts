/** Pages in one file each, for people who look at a review or a summary in a browser. */
export { reviewHtml } from "./review-page";
export { summaryHtml } from "./summary-page";
