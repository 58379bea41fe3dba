import type { Renderer } from "../renderer";
import type { SummaryReport } from "./summary-report";

/** A summary as JSON that conforms to `schema/summary-report.schema.json`. */
export const summaryJson = {
  name: "json",
  kind: "summary",
  mediaType: "application/json",
  render: ({ version, stacks }, { configuration, accountId } = {}) =>
    JSON.stringify({ version, configuration, account: accountId, stacks }, null, 2),
} as const satisfies Renderer<"json", SummaryReport>;
