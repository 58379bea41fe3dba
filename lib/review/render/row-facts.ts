import {
  type ExistenceRow,
  type ReviewReport,
  type ReviewRow,
  type RiskMark,
  riskMarks,
} from "../report/review-report";

/** Whether a row lets someone do more, or less, or neither. */
export type Direction = "broader" | "narrower" | "neither";

export function directionOf(row: ReviewRow): Direction {
  if (row.kind === "existence") return "neither";
  return row.change === "gained" || row.change === "loosened" ? "broader" : "narrower";
}

/** A row about what someone may do. */
export type AccessRow = Exclude<ReviewRow, ExistenceRow>;

/** The rows that let someone do more, or less. */
export function accessRows(rows: readonly ReviewRow[], direction: "broader" | "narrower"): readonly AccessRow[] {
  return rows.filter((row) => row.kind !== "existence").filter((row) => directionOf(row) === direction);
}

/** Whether a row is not proved. What a policy grants whose document is not known never is. */
export function isPossible(row: ReviewRow): boolean {
  if (row.kind === "unknown-policy" || row.kind === "unknown") return true;
  return row.kind !== "existence" && row.certainty === "possible";
}

/** Why a row is not proved, or what is not known. */
export function whyOf(row: ReviewRow): string | undefined {
  return row.kind === "existence" ? undefined : row.why;
}

/** Marks of a row, the gravest first. */
export function risksOf(row: ReviewRow): readonly RiskMark[] {
  if (row.kind !== "permission" && row.kind !== "trust") return [];
  return gravestFirst.filter((risk) => row.risks.includes(risk));
}

/** Marks of the rows that let someone do more, the gravest first. */
export function broaderRisks(rows: readonly ReviewRow[]): readonly RiskMark[] {
  const marks = new Set(accessRows(rows, "broader").flatMap(risksOf));
  return gravestFirst.filter((risk) => marks.has(risk));
}

const gravest = ["administrator", "everyone", "other-account", "escalation", "secrets"] as const satisfies RiskMark[];

/** Marks that make a certain gain an error. */
export const graveRisks: ReadonlySet<RiskMark> = new Set<RiskMark>(gravest);

/** All marks, in the order in which they are named. */
export const gravestFirst: readonly RiskMark[] = [
  ...gravest,
  ...(Object.keys(riskMarks) as RiskMark[]).filter((risk) => !graveRisks.has(risk)), // the keys of the table
];

/** Where all rows are, if that is one stack. */
export function onlyStack({ rows, acknowledged }: ReviewReport): string | undefined {
  const stacks = new Set([...rows, ...acknowledged.map(({ row }) => row)].map(({ stack }) => stack));
  const [stack] = stacks;
  return stacks.size === 1 ? stack : undefined;
}
