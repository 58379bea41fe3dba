import { type CompareOptions, compareModels } from "./compare/compare-models";
import { alignedModels } from "./compare/aligned-models";
import type { GrantModel } from "../grants/grant-model";
import {
  type ExistenceRow,
  type ReviewRow,
  type RiskMark,
  type ReviewReport,
  type Verdict,
  riskMarks,
} from "./report/review-report";
import { foldCase } from "../policy/letter-case";

/** How a review is made. */
export type ReviewOptions = CompareOptions;

/**
 * What a change lets whom do: compared by effective permission, not by text. Where a request is decided more permissively
 * after than before, a row covers it, with a witness that the evaluator confirms or with why that is not certain.
 */
export function review(
  before: readonly GrantModel[],
  after: readonly GrantModel[],
  options: ReviewOptions = {},
): ReviewReport {
  const { models, renamed } = alignedModels(before, after);
  const { rows, unchanged, notCompared } = compareModels(models, after, options);
  const sorted = [...rows, ...renamed.map(renamedRow)]
    .map((row) => ({ row, key: sortKey(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const ordered = sorted.map(({ row }) => row);
  return {
    version: 1,
    verdict: verdictOf(ordered),
    rows: ordered,
    unchanged,
    ...(before.length === 1 && after.length === 1 && after[0]?.namedByFile === true ? { namedByFile: true } : {}),
    ...(notCompared.length === 0 ? {} : { notCompared: [...new Set(notCompared)].sort() }),
    acknowledged: [],
  };
}

/** That two stacks are taken for one is for people to see: they may be of two accounts. */
function renamedRow({ from, to }: { readonly from: string; readonly to: string }): ExistenceRow {
  return { kind: "existence", change: "added", stack: to, what: "stack", name: `${to} (formerly ${from})` };
}

/** The worst that rows say. */
export function verdictOf(rows: readonly ReviewRow[]): Verdict {
  const gains = rows.filter(isGain);
  if (gains.some((row) => "certainty" in row && row.certainty === "certain")) {
    return "broadened";
  }
  if (gains.length > 0) return "possibly broadened";
  if (rows.some((row) => row.kind !== "existence")) return "narrowed";
  return rows.length > 0 ? "changed" : "unchanged";
}

/** Whether a row is about something that is allowed now and was not before. */
export function isGain(row: ReviewRow): boolean {
  return row.change === "gained" || row.change === "loosened";
}

const order = ["gained", "loosened", "added", "removed", "tightened", "lost"];

/** Gains first, the worst of them before the others; then by place and subject. */
function sortKey(row: ReviewRow): string {
  const risks = row.kind === "permission" || row.kind === "trust" ? row.risks : [];
  const worst = Math.min(...risks.map((risk) => riskOrder.indexOf(risk)), riskOrder.length);
  const rank = String(worst).padStart(2, "0");
  const subject =
    row.kind === "existence" || row.kind === "unknown"
      ? [row.what, row.name]
      : row.kind === "trust"
        ? ["role", row.role, row.trusted.kind, row.trusted.name]
        : [row.principal.kind, foldCase(row.principal.name), row.resourceGroup ?? ""];
  return JSON.stringify([order.indexOf(row.change), isGain(row) ? rank : "", row.stack, ...subject, row]);
}

const riskOrder = Object.keys(riskMarks) as RiskMark[];
