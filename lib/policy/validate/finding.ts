import { type Problem, formatProblem } from "../problem";

/**
 * How bad a finding is: RAM refuses the policy, the policy does something that people regret, or something is worth
 * knowing.
 */
export type Severity = "error" | "warning" | "info";

/** Something that was found in a policy, as data. Ids are stable; the texts are for people and may change. */
export interface Finding extends Problem {
  readonly severity: Severity;
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
