import type { ReviewReport, ReviewRow } from "./report/review-report";
import { verdictOf } from "./review";

/**
 * Acknowledges the rows that an earlier report also has. A row of another stack counts as new, unless both reports name the
 * stack after its file.
 */
export function sinceBaseline(report: ReviewReport, baseline: ReviewReport): ReviewReport {
  const inAnyStack = report.namedByFile === true && baseline.namedByFile === true;
  const print = (row: ReviewRow): string => fingerprint(row, inAnyStack ? "" : row.stack);
  const known = new Set([...baseline.rows, ...baseline.acknowledged.map(({ row }) => row)].map(print));
  const rows = report.rows.filter((row) => !known.has(print(row)));
  const old = report.rows.filter((row) => known.has(print(row)));
  return {
    ...report,
    rows,
    verdict: verdictOf(rows),
    acknowledged: [...report.acknowledged, ...old.map((row) => ({ row, reason: "in the baseline" }))],
  };
}

/** Equal for rows that say the same. The witness does not matter. */
function fingerprint(row: ReviewRow, stack: string): string {
  const { kind, change } = row;
  switch (row.kind) {
    case "unknown":
    case "existence":
      return JSON.stringify([kind, change, stack, row.what, row.name]);
    case "trust":
      return JSON.stringify([kind, change, stack, row.role, row.trusted, row.conditions]);
    case "unknown-policy":
      return JSON.stringify([kind, change, stack, row.principal, row.resourceGroup, row.policyType, row.policy]);
    case "permission": {
      const { principal, resourceGroup, actionElement, actions, resourceElement, resources, conditions } = row;
      const grant = [actionElement, actions, row.knownActions, resourceElement, resources, conditions];
      return JSON.stringify([kind, change, stack, principal, resourceGroup, ...grant]);
    }
  }
}
