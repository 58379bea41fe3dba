import { formatProblem } from "../policy/problem";

/** Ids of the problems of evidence. They never change. */
export const evidenceProblemIds = {
  /** An input of evidence, or an option about it, that cannot be used. */
  evidence: "RAM531",
  /** The generated policy does not allow what was seen. It is a bug of this library. */
  proof: "RAM532",
  /** What the evidence covers, as the first finding of a report. */
  coverage: "RAM533",
  /** Granted, and not seen. */
  unused: "RAM534",
  /** Granted, and the evidence cannot show whether it is used. */
  unobservable: "RAM535",
} as const;

/** Evidence or an option that cannot be used. */
export class EvidenceError extends Error {
  public override readonly name = "EvidenceError";

  public constructor(
    found: string,
    fix: string,
    public readonly id: string = evidenceProblemIds.evidence,
  ) {
    super(formatProblem({ id, path: "", found, fix }));
  }
}
