import { type Conditions, type Problem, quote } from "../policy";
import { testsOf } from "../policy/evaluate";
import { testKey } from "../policy/compare";
import type { ReviewReport, ReviewRow } from "./report/review-report";
import { itemsOf } from "./report/row-items";
import { subjectOf } from "./report/row-subject";
import { verdictOf } from "./review";
import { type RowAcknowledgement, rowAcknowledgementIds } from "./row-acknowledgement";
import { foldCase, isSameName } from "../policy/letter-case";

/** A report without the acknowledged rows, and what is wrong with the acknowledgements. */
export interface AcknowledgedReport {
  readonly report: ReviewReport;
  readonly problems: readonly Problem[];
}

/**
 * Moves acknowledged rows out of the rows that count for the verdict.
 *
 * @param today e.g. `2026-11-25`; an acknowledgement with an earlier `until` no longer matches
 */
export function acknowledgeRows(
  report: ReviewReport,
  acknowledgements: readonly RowAcknowledgement[],
  today: string,
): AcknowledgedReport {
  const used = new Set<number>();
  const acknowledged = [...report.acknowledged];
  const rows = report.rows.filter((row) => {
    const index = acknowledgements.findIndex((one) => matches(one, row, today));
    const { reason } = acknowledgements[index] ?? {};
    if (reason === undefined) return true;
    used.add(index);
    acknowledged.push({ row, reason });
    return false;
  });
  const problems = acknowledgements.flatMap((one, index) =>
    used.has(index) ? [] : [unmatched(one, index, { rows, today })],
  );
  return { report: { ...report, rows, acknowledged, verdict: verdictOf(rows) }, problems };
}

/** The narrowest acknowledgement that matches a row, in any stack. */
type Meant = Omit<RowAcknowledgement, "reason" | "until" | "stack">;

function acknowledgementOf(row: ReviewRow): Meant {
  const items = itemsOf(row);
  const { change } = row;
  return {
    change,
    subject: subjectOf(row),
    ...(change === "added" || change === "removed" ? {} : { items }),
    ...("actionElement" in row && row.actionElement === "NotAction" ? { actionElement: row.actionElement } : {}),
    ...("resources" in row ? { resources: row.resources } : {}),
    ...("resourceElement" in row && row.resourceElement === "NotResource"
      ? { resourceElement: row.resourceElement }
      : {}),
    ...("conditions" in row && row.conditions !== undefined ? { conditions: row.conditions } : {}),
    ...("resourceGroup" in row && row.resourceGroup !== undefined ? { resourceGroup: row.resourceGroup } : {}),
  };
}

function matches(one: RowAcknowledgement, row: ReviewRow, today: string): boolean {
  if (one.until !== undefined && today > one.until) return false;
  if (one.stack !== undefined && one.stack !== row.stack) return false;
  const is = acknowledgementOf(row);
  // What changed may be a value, which has letter case.
  const lower = (texts: readonly string[] = []): readonly string[] =>
    row.kind === "unknown" ? texts : texts.map(foldCase);
  return (
    one.change === is.change &&
    isSameName(one.subject, is.subject) &&
    (one.actionElement ?? "Action") === (is.actionElement ?? "Action") &&
    names(lower(one.items), lower(is.items), is.actionElement === "NotAction") &&
    (one.resources === undefined) === (is.resources === undefined) &&
    (one.resourceElement ?? "Resource") === (is.resourceElement ?? "Resource") &&
    names(one.resources ?? [], is.resources ?? [], is.resourceElement === "NotResource") &&
    conditionText(one.conditions) === conditionText(is.conditions) &&
    one.resourceGroup === is.resourceGroup
  );
}

/** Whether the acknowledgement lists every text of a row. Exceptions must be equal, because each one narrows a grant. */
function names(meant: readonly string[], are: readonly string[], areExceptions: boolean): boolean {
  return are.every((one) => meant.includes(one)) && (!areExceptions || meant.every((one) => are.includes(one)));
}

/** A key that does not depend on the order in which conditions are written. */
function conditionText(conditions: Conditions | undefined): string {
  return testsOf(conditions).map(testKey).sort().join();
}

function unmatched(
  one: RowAcknowledgement,
  index: number,
  { rows, today }: { readonly rows: readonly ReviewRow[]; readonly today: string },
): Problem {
  const { change, subject, until } = one;
  const isOver = until !== undefined && today > until;
  const near = rows
    .map(acknowledgementOf)
    .filter((row) => row.change === change && isSameName(row.subject, subject))
    .map((row) => JSON.stringify(row));
  const more = near.length > maxNear ? `, or one of ${near.length - maxNear} more` : "";
  const written = `${near.slice(0, maxNear).join(" or ")}${more}, with a reason`;
  const fix = near.length === 0 ? "correct or remove it" : `remove it, or write ${written}`;
  return {
    id: rowAcknowledgementIds.unmatched,
    path: `acknowledgements[${index}]`,
    found: isOver
      ? `${change} ${quote(subject)}, acknowledged until ${until}, which is past`
      : `${change} ${quote(subject)}: no row has these items, resources, conditions, resource group and stack`,
    allowed: "acknowledgements that match a row of the report",
    fix: isOver ? "remove it, or set a later until" : `${fix}: a stale acknowledgement would suppress a later change`,
  };
}

/** How many similar rows a message shows. */
const maxNear = 3;
