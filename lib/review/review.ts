import type { Assumption } from "./compare/assumptions";
import { type CompareOptions, compareModels } from "./compare/compare-models";
import { alignedModels, stackBase } from "./compare/aligned-models";
import { otherSource } from "./compare/compare-unknown";
import { type ChangeAccounts, accountChanges } from "./accounting/account-changes";
import { withoutIndices } from "../terraform/resource-address";
import type { GrantModel } from "../grants/grant-model";
import { isGain } from "./report/is-gain";
import {
  type ExistenceRow,
  type ReviewRow,
  type RiskMark,
  type ReviewReport,
  type UnknownRow,
  type Verdict,
  riskMarks,
} from "./report/review-report";
import { foldCase } from "../policy/letter-case";

/** Options of a review. */
export type ReviewOptions = CompareOptions;

/**
 * Reviews a change by effective permissions, not by text. A row covers each request that is decided more permissively after
 * than before, with a witness that the evaluator confirms, or with the reason why it is not certain.
 */
export function review(
  before: readonly GrantModel[],
  after: readonly GrantModel[],
  options: ReviewOptions = {},
): ReviewReport {
  const { models, renamed } = alignedModels(before, after);
  const { rows, unchanged, notCompared, assumptions = [] } = compareModels(models, after, options);
  const sorted = [...withAccounts(rows, accountChanges(models, after)), ...renamed.map(renamedRow)]
    .map((row) => ({ row, key: sortKey(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const ordered = sorted.map(({ row }) => row);
  const rests = assumed(ordered, assumptions);
  return {
    version: 1,
    verdict: verdictOf(ordered),
    rows: ordered,
    unchanged,
    ...(before.length === 1 && after.length === 1 && after[0]?.namedByFile === true ? { namedByFile: true } : {}),
    ...(notCompared.length === 0 ? {} : { notCompared: [...new Set(notCompared)].sort() }),
    ...(rests.length === 0 ? {} : { assumptions: rests }),
    acknowledged: [],
  };
}

/** What the answer rests on, sorted. */
function assumed(rows: readonly ReviewRow[], found: readonly Assumption[]): readonly Assumption[] {
  const isDetached = (row: ReviewRow): boolean =>
    row.kind === "unknown-policy" && row.change === "lost" && row.policyType === "System";
  return [
    ...new Set([...found, ...(rows.some(isDetached) ? (["system policies refuse nothing"] as const) : [])]),
  ].sort();
}

/** Rows of the comparison, with what only accounting for every difference finds, and without what it explains. */
function withAccounts(rows: readonly ReviewRow[], accounts: ChangeAccounts): readonly ReviewRow[] {
  const keyOf = ({ stack, what, name }: UnknownRow): string => JSON.stringify([stackBase(stack), what, name]);
  const unexplained = new Set(accounts.rows.map(keyOf));
  const isExplained = (row: ReviewRow): boolean =>
    row.kind === "unknown" &&
    row.what === "resource" &&
    !unexplained.has(keyOf(row)) &&
    accounts.noBroader.has(`${stackBase(row.stack)} ${withoutIndices(row.name)}`) &&
    isGain(row);
  const kept = namingReferences(
    rows.filter((row) => !isExplained(row)),
    accounts,
  );
  const told = new Set(kept.flatMap((row) => (row.kind === "unknown" && isGain(row) ? [keyOf(row)] : [])));
  const isNamed = (row: UnknownRow): boolean => accounts.references.has(row) && kept.some((one) => isMadeOf(one, row));
  return [...kept, ...accounts.rows.filter((row) => !told.has(keyOf(row)) && !isNamed(row))];
}

/** Rows about what only Terraform can evaluate, with the references that changed. */
function namingReferences(rows: readonly ReviewRow[], { references }: ChangeAccounts): readonly ReviewRow[] {
  return rows.map((row) => {
    if (row.kind !== "unknown" && row.kind !== "unknown-policy") return row;
    const changed = [...references].filter(([{ stack }]) => stackBase(stack) === stackBase(row.stack));
    if (changed.length === 0 || !row.why.startsWith(otherSource)) return row;
    const what = changed.map(([{ name }, changes]) => `${name} ${changes}`).join("; ");
    return { ...row, why: `${what}${row.why.slice(otherSource.length)}` };
  });
}

/** Whether a row says of a reference that it changed. */
function isMadeOf(row: ReviewRow, { name, stack }: UnknownRow): boolean {
  const isOpen = row.kind === "unknown" || row.kind === "unknown-policy";
  return isOpen && isGain(row) && stackBase(row.stack) === stackBase(stack) && row.why.includes(`${name} `);
}

/** That two stacks are taken for one is for people to see: they may be of two accounts. */
function renamedRow({ from, to }: { readonly from: string; readonly to: string }): ExistenceRow {
  return { kind: "existence", change: "added", stack: to, what: "stack", name: `${to} (formerly ${from})` };
}

/** The worst result of any row. */
export function verdictOf(rows: readonly ReviewRow[]): Verdict {
  const gains = rows.filter(isGain);
  if (gains.some((row) => "certainty" in row && row.certainty === "certain")) {
    return "broadened";
  }
  if (gains.length > 0) return "possibly broadened";
  if (rows.some((row) => row.kind !== "existence")) return "narrowed";
  return rows.length > 0 ? "changed" : "unchanged";
}

const order = ["gained", "loosened", "added", "removed", "tightened", "lost"];

/** Gains first, gravest first; then by place and subject. */
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
