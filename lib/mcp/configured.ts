import type { LintOptions } from "../review/lint-sources";
import type { ReviewOptions, ReviewReport } from "../review";

/** What a configuration says about a review. */
export interface ReviewConfiguration {
  readonly options: Pick<ReviewOptions, "oneAccount" | "accountId">;
  /** The report with what the configuration acknowledges. */
  readonly applied: (report: ReviewReport) => ReviewReport;
  /** Lines about a configuration that does not count, or about a part that is wrong. */
  readonly notes: readonly string[];
}

/** Reads the configuration again for each call, because a client runs for days. */
export interface McpConfiguration {
  readonly lint: () => Pick<LintOptions, "rules" | "severities" | "acknowledgementFiles">;
  /** @param before and `after`: paths, or `undefined` for a policy that the client sent */
  readonly review: (before: string | undefined, after: string | undefined) => ReviewConfiguration;
}

export const notConfigured: McpConfiguration = {
  lint: () => ({ rules: "recommended", acknowledgementFiles: [] }),
  review: () => ({ options: {}, applied: (report) => report, notes: [] }),
};
