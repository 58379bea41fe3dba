import type { ReviewReport } from "./report/review-report";
import { isGain } from "./report/is-gain";

/** What a gate stops: nothing, any change, or a change that allows more or may allow more. */
export const gates = ["never", "any-change", "broadening"] as const;

export type Gate = (typeof gates)[number];

/** Whether a report passes a gate. */
export function passes(report: ReviewReport, gate: Gate): boolean {
  switch (gate) {
    case "never":
      return true;
    case "any-change":
      return report.rows.length === 0;
    case "broadening":
      return !report.rows.some(isGain);
  }
}
