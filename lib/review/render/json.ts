import { type ContestedActions, contestedActions } from "./contested-actions";
import type { ReviewReport, ReviewRow, Witness } from "../report/review-report";
import { visibleJson } from "./escape";
import type { Renderer } from "../renderer";

/**
 * A report as JSON that conforms to `schema/review-report.schema.json`. Parsing it gives the report again; fields that are
 * `undefined` are missing.
 */
export function renderJson(report: ReviewReport, configuration?: string): string {
  const { version, verdict, rows, unchanged, namedByFile, notCompared, assumptions, acknowledged } = report;
  return visibleJson({
    version,
    verdict,
    rows: rows.map(rowJson),
    unchanged: pick(unchanged, "principals", "trusts"),
    namedByFile,
    notCompared,
    assumptions,
    configuration,
    acknowledged: acknowledged.map(({ row, reason }) => ({ row: rowJson(row), reason })),
  });
}

/** Left out if nothing is contested. */
function contestedOf(row: ReviewRow): readonly ContestedActions[] | undefined {
  const contested = contestedActions(row);
  return contested.length === 0 ? undefined : contested;
}

/** Only the fields of the schema, in a fixed order. */
function rowJson(row: ReviewRow): object {
  switch (row.kind) {
    case "permission":
      return {
        ...pick(row, "kind", "change", "certainty", "stack"),
        principal: pick(row.principal, "kind", "name"),
        ...pick(row, "resourceGroup", "actionElement", "actions", "knownActions", "futureActions", "resourceElement"),
        ...pick(row, "resources", "conditions", "policies", "risks", "why"),
        contested: contestedOf(row),
        witness: row.witness === undefined ? undefined : witnessJson(row.witness),
      };
    case "unknown-policy":
      return {
        ...pick(row, "kind", "change", "stack"),
        principal: pick(row.principal, "kind", "name"),
        ...pick(row, "resourceGroup", "policy", "policyType", "detached", "why"),
      };
    case "trust":
      return {
        ...pick(row, "kind", "change", "certainty", "stack", "role"),
        trusted: pick(row.trusted, "kind", "name"),
        ...pick(row, "conditions", "risks", "why"),
        witness: row.witness === undefined ? undefined : pick(row.witness, "principal", "context"),
      };
    case "unknown":
      return pick(row, "kind", "change", "stack", "what", "name", "why");
    case "existence":
      return pick(row, "kind", "change", "stack", "what", "name");
  }
}

function witnessJson(witness: Witness): object {
  return pick(witness, "action", "resource", "context");
}

function pick<T extends object, K extends keyof T>(from: T, ...keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>; // the keys are those of the type
}

export const reviewJson = {
  name: "json",
  kind: "review",
  mediaType: "application/json",
  render: (subject, options) => renderJson(subject, options?.configuration),
} as const satisfies Renderer<"json", ReviewReport>;
