import type { ReviewRow } from "./review-report";

/** Whether a row is about something that is allowed now and was not before. */
export function isGain({ change }: Pick<ReviewRow, "change">): boolean {
  return change === "gained" || change === "loosened";
}
