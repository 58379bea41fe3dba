import type { McpConfiguration } from "../mcp";
import { acknowledgeRows } from "../review/acknowledge-rows";
import { withAddedApprovals } from "../review/added-approvals";
import { sinceBaseline } from "../review/baseline";
import { formatProblem } from "../policy/problem";
import { standardInput } from "../terraform/read-file";
import { approvedBaseline } from "./approvals";
import { type ConfigurationArguments, workingConfiguration } from "./config/read-configuration";
import { reviewedConfiguration } from "./config/reviewed-configuration";

/** The configuration for tools. As on the command line, a review never takes it from the tree under review. */
export function mcpConfiguration(given: ConfigurationArguments): McpConfiguration {
  return {
    lint: () => {
      const { settings, name = "" } = workingConfiguration(given);
      return {
        rules: settings.rules ?? "recommended",
        ...(settings.severities === undefined ? {} : { severities: settings.severities }),
        acknowledgementFiles: [{ file: name, entries: settings.acknowledgements?.lint ?? [] }],
      };
    },
    review: (before, after) => {
      const inputs = { before: before ?? standardInput, after: after ?? standardInput, base: undefined };
      const { settings, name, unused, acknowledgements, baseline, changes } = reviewedConfiguration(given, inputs);
      const known = baseline === undefined ? undefined : approvedBaseline(baseline, inputs);
      const notes = [
        ...(name === undefined ? [] : [`Configuration: ${name}.`]),
        ...(unused === undefined
          ? []
          : [`${unused} does not count: it is in the tree under review, and could be part of the change.`]),
      ];
      return {
        options: {
          oneAccount: settings.accounts?.oneAccount === true,
          ...(settings.accounts?.id === undefined ? {} : { accountId: settings.accounts.id }),
        },
        applied: (report) => {
          const since = known === undefined ? report : sinceBaseline(report, known.approved);
          const { report: left, problems } = acknowledgeRows(
            since,
            acknowledgements.approved,
            new Date().toISOString().slice(0, 10),
          );
          notes.push(...problems.map(formatProblem));
          const added = [...(known?.added ?? []), ...acknowledgements.added, ...changes];
          return withAddedApprovals(left, added, left.rows[0]?.stack ?? "");
        },
        notes,
      };
    },
  };
}
