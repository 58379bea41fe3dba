import { changeDigest } from "./report/change-digest";
import type { ReviewReport, UnknownRow } from "./report/review-report";
import { withRows } from "./review";

/** An acknowledgement, a row of a baseline, or a setting of a review, that only the side under review has. */
export interface AddedApproval {
  /** e.g. `acknowledgement of gained group dev` */
  readonly what: string;
  readonly file: string;
  /** Equal for equal approvals. */
  readonly identity: string;
  /** Whether it is known what the base approves. */
  readonly hasBase: boolean;
  /** Whether it makes later reviews stricter. @default false */
  readonly isStricter?: boolean;
}

/** Adds a row for each approval that a change gives itself: it does not count, and would let a later change pass. */
export function withAddedApprovals(report: ReviewReport, added: readonly AddedApproval[], stack: string): ReviewReport {
  const rows = added.map(({ what, file, identity, hasBase, isStricter }): UnknownRow => ({
    kind: "unknown",
    change: isStricter === true ? "lost" : "gained",
    stack,
    what: "change",
    name: `${what} in ${file}`,
    why: hasBase
      ? "only the side under review has it, and a change cannot approve itself; it counts once the base has it, or from a file outside of the checkout"
      : "the file is in the checkout under review, and a change cannot approve itself; name the commit before the change with --base, or keep the file outside of the checkout",
    changes: [changeDigest(undefined, identity)],
  }));
  return rows.length === 0 ? report : withRows(report, [...report.rows, ...rows]);
}
