import {
  type ExistenceRow,
  type ReviewReport,
  type ReviewRow,
  type RiskMark,
  riskMarks,
} from "../report/review-report";

/** Whether a row lets someone do more, less, or neither. */
export type Direction = "broader" | "narrower" | "neither";

export function directionOf(row: ReviewRow): Direction {
  if (row.kind === "existence") return "neither";
  return row.change === "gained" || row.change === "loosened" ? "broader" : "narrower";
}

/** A row about what someone may do. */
export type AccessRow = Exclude<ReviewRow, ExistenceRow>;

/** The rows by which someone gains or loses permissions. */
export function accessRows(rows: readonly ReviewRow[], direction: "broader" | "narrower"): readonly AccessRow[] {
  return rows.filter((row) => row.kind !== "existence").filter((row) => directionOf(row) === direction);
}

/** Whether a row is not certain. Rows about unknown policies never are. */
export function isPossible(row: ReviewRow): boolean {
  if (row.kind === "unknown-policy" || row.kind === "unknown") return true;
  return row.kind !== "existence" && row.certainty === "possible";
}

/** Why a row is not certain. */
export function whyOf(row: ReviewRow): string | undefined {
  return row.kind === "existence" ? undefined : row.why;
}

/** The risk marks of a row, gravest first. */
export function risksOf(row: ReviewRow): readonly RiskMark[] {
  if (row.kind !== "permission" && row.kind !== "trust") return [];
  return gravestFirst.filter((risk) => row.risks.includes(risk));
}

/** The risk marks of the rows by which someone gains permissions, gravest first. */
export function broaderRisks(rows: readonly ReviewRow[]): readonly RiskMark[] {
  const marks = new Set(accessRows(rows, "broader").flatMap(risksOf));
  return gravestFirst.filter((risk) => marks.has(risk));
}

const gravest = ["administrator", "everyone", "other-account", "escalation", "secrets"] as const satisfies RiskMark[];

/** Marks with which a certain gain is an error. */
export const graveRisks: ReadonlySet<RiskMark> = new Set<RiskMark>(gravest);

/** All marks, gravest first. */
export const gravestFirst: readonly RiskMark[] = [
  ...gravest,
  ...(Object.keys(riskMarks) as RiskMark[]).filter((risk) => !graveRisks.has(risk)), // the keys of the table
];

/** The stack of all rows, if it is a single one. */
export function onlyStack({ rows, acknowledged }: ReviewReport): string | undefined {
  const stacks = new Set([...rows, ...acknowledged.map(({ row }) => row)].map(({ stack }) => stack));
  const [stack] = stacks;
  return stacks.size === 1 ? stack : undefined;
}
