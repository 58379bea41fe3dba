import type { Assumption } from "./compare/assumptions";
import { type CompareOptions, compareModels } from "./compare/compare-models";
import { alignedModels, stackBase } from "./compare/aligned-models";
import { describeChange } from "./compare/source-change";
import { type ChangeAccounts, accountChanges } from "./accounting/account-changes";
import { sensitiveVariables } from "./accounting/shown-change";
import { lazy } from "../catalog/lazy";
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
  const { models, renamed, formerly } = alignedModels(before, after);
  const sensitive = lazy(() =>
    sensitiveVariables([...before, ...after].flatMap(({ configuration }) => configuration ?? [])),
  );
  const {
    rows,
    unchanged,
    notCompared,
    assumptions = [],
  } = compareModels(models, after, {
    ...options,
    describe: describeChange((address) => sensitive().has(address)),
  });
  const accounts = accountChanges(models, after, options);
  const told = withAccounts(rows, accounts).map((row) => whereItWas(row, formerly));
  const ordered = inOrder([...told, ...renamed.map(renamedRow)]);
  const rests = assumed(ordered, [...assumptions, ...accounts.assumptions]);
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

/** A loss is reported for the stack by its name before the change. */
function whereItWas(row: ReviewRow, formerly: ReadonlyMap<string, string>): ReviewRow {
  const isGone = row.change === "lost" || row.change === "removed";
  return isGone ? { ...row, stack: formerly.get(row.stack) ?? row.stack } : row;
}

/** A report with these rows instead. */
export function withRows(report: ReviewReport, rows: readonly ReviewRow[]): ReviewReport {
  return { ...report, rows: inOrder(rows), verdict: verdictOf(rows) };
}

function inOrder(rows: readonly ReviewRow[]): readonly ReviewRow[] {
  return rows
    .map((row) => ({ row, key: sortKey(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => row);
}

/** The assumptions of the answer, sorted. */
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
  const named = rows.filter((row) => !isExplained(row)).map((row) => namingReferences(row, accounts));
  const isTold = new Set(named.flatMap(({ row, references }) => (isGain(row) ? references : [])));
  const untold = accounts.rows.filter((row) => !isTold.has(row));
  const alike = new Map(untold.map((row) => [keyOf(row), row]));
  const told = new Set<UnknownRow>();
  const kept = named.map(({ row }) => {
    const other = row.kind === "unknown" && isGain(row) ? alike.get(keyOf(row)) : undefined;
    if (other !== undefined) told.add(other);
    return withChangesOf(row, other === undefined ? [] : [other]);
  });
  return [...kept, ...untold.filter((row) => !told.has(row))];
}

/** If a row stands for others too, an acknowledgement of it must name their changes as well. */
function withChangesOf(row: ReviewRow, others: readonly UnknownRow[]): ReviewRow {
  if (others.length === 0 || (row.kind !== "unknown" && row.kind !== "unknown-policy")) return row;
  const more = others.flatMap(({ name, changes = [] }) => changes.map((change) => `${name} ${change}`));
  return { ...row, changes: [...(row.changes ?? []), ...more] };
}

/** A row about what only Terraform can evaluate, with the references that it says have changed. */
function namingReferences(
  row: ReviewRow,
  { references }: ChangeAccounts,
): { readonly row: ReviewRow; readonly references: readonly UnknownRow[] } {
  if (row.kind !== "unknown" && row.kind !== "unknown-policy") return { row, references: [] };
  const named = [...references]
    .filter(([{ stack }, address]) => stackBase(stack) === stackBase(row.stack) && row.why.includes(`${address}: `))
    .map(([reference]) => reference);
  return { row: withChangesOf(row, named), references: named };
}

/** Shows that two stacks are taken to be the same one, because they may belong to two accounts. */
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
