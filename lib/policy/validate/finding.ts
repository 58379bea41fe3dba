import { type Problem, formatProblem } from "../problem";

/** From most to least severe. */
export const severities = ["error", "warning", "info"] as const;

/**
 * Severity of a finding: `error` for what RAM refuses and for what a caller raised to it, `warning` for a likely
 * mistake or a risk, `info` for anything else.
 */
export type Severity = (typeof severities)[number];

/** A finding in a policy, as data. Ids are stable; texts are for people and may change. */
export interface Finding extends Problem {
  readonly severity: Severity;
  /** True if RAM refuses the policy for it, so that it cannot be acknowledged. Otherwise absent. */
  readonly refused?: true;
  /**
   * What it is about, wherever it is in the document, e.g. `ram:CreateRole on *`. Acknowledgements name it.
   * @default - `found`
   */
  readonly subject?: string;
  /** A short name for this kind of finding. */
  readonly title: string;
  /** Why it matters. */
  readonly explanation: string;
  /** Source of the rule: an address, or the name of a document with its date. */
  readonly source: string;
}

/** The finding on one line: severity, id, place, what was found, and the fix. */
export function formatFinding(finding: Finding): string {
  return `${finding.severity} ${formatProblem(finding)}`;
}
