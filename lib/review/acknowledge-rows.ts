import type { Problem } from "../policy";
import { quote } from "../policy";
import type { ReviewReport, ReviewRow } from "./report/review-report";
import { verdictOf } from "./review";

/** Someone's word that a change of permissions is meant to be so. */
export interface RowAcknowledgement {
  /** e.g. `gained` */
  readonly change: ReviewRow["change"];
  /** Whom it is about, as a report names them: `group dev`, `role Runtime`, `service-linked role fc.aliyuncs.com`. */
  readonly subject: string;
  /** Actions, trusted principals or policies that are meant. @default - any */
  readonly items?: readonly string[];
  /** Why it is right. */
  readonly reason: string;
  /** Last day on which it holds, as `2026-12-31`. @default - without end */
  readonly until?: string;
}

/** Ids of what can be wrong with an acknowledgement of a row. */
export const rowAcknowledgementIds = {
  /** It is not of the form that it must be. */
  form: "RAM502",
  /** It matches no row, or its time is over. */
  unmatched: "RAM503",
} as const;

/** A report without the rows that are acknowledged, and what is wrong with the acknowledgements. */
export interface AcknowledgedReport {
  readonly report: ReviewReport;
  readonly problems: readonly Problem[];
}

/** Whom a row is about. */
export function subjectOf(row: ReviewRow): string {
  switch (row.kind) {
    case "existence":
    case "unknown":
      return `${row.what} ${row.name}`;
    case "trust":
      return `role ${row.role}`;
    case "permission":
    case "unknown-policy":
      return `${row.principal.kind} ${row.principal.name}`;
  }
}

/** What a row is about, item by item. */
function itemsOf(row: ReviewRow): readonly string[] {
  switch (row.kind) {
    case "existence":
    case "unknown":
      return [];
    case "trust":
      return [row.trusted.name];
    case "permission":
      return row.actions;
    case "unknown-policy":
      return [row.policy];
  }
}

/**
 * Takes out the rows that are acknowledged.
 *
 * @param today as `2026-11-25`, for acknowledgements with an end
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
  const problems = acknowledgements.flatMap((one, index) => (used.has(index) ? [] : [unmatched(one, index, today)]));
  return { report: { ...report, rows, acknowledged, verdict: verdictOf(rows) }, problems };
}

function matches({ change, subject, items, until }: RowAcknowledgement, row: ReviewRow, today: string): boolean {
  if (row.change !== change || subjectOf(row).toLowerCase() !== subject.toLowerCase()) return false;
  if (until !== undefined && today > until) return false;
  const meant = new Set(items?.map((item) => item.toLowerCase()));
  return items === undefined || itemsOf(row).every((item) => meant.has(item.toLowerCase()));
}

function unmatched({ change, subject, until }: RowAcknowledgement, index: number, today: string): Problem {
  const isOver = until !== undefined && today > until;
  return {
    id: rowAcknowledgementIds.unmatched,
    path: `acknowledgements[${index}]`,
    found: isOver
      ? `${change} ${quote(subject)} until ${until}, which is over`
      : `${change} ${quote(subject)}, which no row says`,
    allowed: "acknowledgements of rows that the report has",
    fix: isOver ? "decide again, or remove it" : "remove it, or correct it: it would hide what comes there next",
  };
}

/** The acknowledgements that parsed JSON holds, or everything that is wrong with it. */
export function readRowAcknowledgements(json: unknown): {
  readonly acknowledgements: readonly RowAcknowledgement[];
  readonly problems: readonly Problem[];
} {
  if (!Array.isArray(json)) return { acknowledgements: [], problems: [formProblem("", quote(json), "a list")] };
  const problems = json.flatMap((one: unknown, index) => checkForm(one, `[${index}]`));
  // Every entry was looked at.
  return { acknowledgements: problems.length > 0 ? [] : (json as readonly RowAcknowledgement[]), problems };
}

const changes: readonly string[] = ["gained", "lost", "loosened", "tightened", "added", "removed"];
const parts: readonly string[] = ["change", "subject", "items", "reason", "until"];

function checkForm(value: unknown, path: string): readonly Problem[] {
  if (typeof value !== "object" || value === null) return [formProblem(path, quote(value), "an object")];
  const { change, subject, items, reason, until } = value as Readonly<Record<string, unknown>>;
  const isDay = typeof until === "string" && /^\d{4}-\d{2}-\d{2}$/.test(until);
  const isList = Array.isArray(items) && items.every((item) => typeof item === "string");
  return [
    ...Object.keys(value)
      .filter((name) => !parts.includes(name))
      .map((name) => formProblem(`${path}.${name}`, "a part that does not exist", parts.join(", "))),
    ...(typeof change === "string" && changes.includes(change)
      ? []
      : [formProblem(`${path}.change`, quote(change), changes.join(", "))]),
    ...(typeof subject === "string" && subject !== ""
      ? []
      : [formProblem(`${path}.subject`, quote(subject), 'e.g. "group dev"')]),
    ...(items === undefined || isList ? [] : [formProblem(`${path}.items`, quote(items), "a list of texts")]),
    ...(typeof reason === "string" && reason.trim() !== ""
      ? []
      : [formProblem(`${path}.reason`, quote(reason), "a sentence")]),
    ...(until === undefined || isDay ? [] : [formProblem(`${path}.until`, quote(until), "a day such as 2026-12-31")]),
  ];
}

function formProblem(path: string, found: string, allowed: string): Problem {
  return { id: rowAcknowledgementIds.form, path: `acknowledgements${path}`, found, allowed, fix: "correct it" };
}
