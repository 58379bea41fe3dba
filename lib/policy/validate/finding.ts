import { type Problem, formatProblem } from "../problem";

/** From the worst to what is only worth knowing. */
export const severities = ["error", "warning", "info"] as const;

/**
 * How bad a finding is: `error` for what RAM refuses and for what a caller raised to it, `warning` for what is likely a
 * mistake or a risk, `info` for what is worth knowing.
 */
export type Severity = (typeof severities)[number];

/** Something that was found in a policy, as data. Ids are stable; the texts are for people and may change. */
export interface Finding extends Problem {
  readonly severity: Severity;
  /** True where RAM itself refuses the policy for it, so that nobody can acknowledge it. Absent elsewhere. */
  readonly refused?: true;
  /**
   * What it is about, wherever in the document that stands, e.g. `ram:CreateRole on *`. Acknowledgements are bound to it.
   * @default - `found`
   */
  readonly subject?: string;
  /** What kind of thing it is, in a few words. */
  readonly title: string;
  /** Why it matters. */
  readonly explanation: string;
  /** Where that is known from: an address, or the name of a document with its date. */
  readonly source: string;
}

/** One line for people: severity, id, place, finding, and the fix. */
export function formatFinding(finding: Finding): string {
  return `${finding.severity} ${formatProblem(finding)}`;
}
