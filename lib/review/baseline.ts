import type { ReviewReport, ReviewRow } from "./report/review-report";
import { verdictOf } from "./review";

/** A report without the rows that an earlier report has too: what is new since someone has looked. */
export function sinceBaseline(report: ReviewReport, baseline: ReviewReport): ReviewReport {
  const known = new Set([...baseline.rows, ...baseline.acknowledged.map(({ row }) => row)].map(fingerprint));
  const rows = report.rows.filter((row) => !known.has(fingerprint(row)));
  const old = report.rows.filter((row) => known.has(fingerprint(row)));
  return {
    ...report,
    rows,
    verdict: verdictOf(rows),
    acknowledged: [...report.acknowledged, ...old.map((row) => ({ row, reason: "in the baseline" }))],
  };
}

/** The same for rows that say the same, whatever proves them. */
function fingerprint(row: ReviewRow): string {
  const { kind, change, stack } = row;
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
