import type { ReviewReport, ReviewRow } from "./report/review-report";
import { verdictOf } from "./review";

/**
 * Acknowledges the rows that an earlier report also has. A row of another stack counts as new, unless both reports name the
 * stack after its file.
 */
export function sinceBaseline(report: ReviewReport, baseline: ReviewReport): ReviewReport {
  const inAnyStack = report.namedByFile === true && baseline.namedByFile === true;
  const print = (row: ReviewRow): string => rowKey(inAnyStack ? { ...row, stack: "" } : row);
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
export function rowKey(row: ReviewRow): string {
  const { kind, change, stack } = row;
  switch (row.kind) {
    case "existence":
      return JSON.stringify([kind, change, stack, row.what, row.name]);
    case "unknown":
      return JSON.stringify([kind, change, stack, row.what, row.name, row.why, row.changes]);
    case "trust":
      return JSON.stringify([kind, change, stack, row.role, row.trusted, row.conditions]);
    case "unknown-policy": {
      const policy = [row.policyType, row.policy, row.why, row.changes];
      return JSON.stringify([kind, change, stack, row.principal, row.resourceGroup, ...policy]);
    }
    case "permission": {
      const { principal, resourceGroup, actionElement, actions, resourceElement, resources, conditions } = row;
      const grant = [actionElement, actions, row.knownActions, resourceElement, resources, conditions];
      return JSON.stringify([kind, change, stack, principal, resourceGroup, ...grant]);
    }
  }
}
