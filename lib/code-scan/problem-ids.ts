import { formatProblem } from "../policy/problem";

/** Ids of the problems of scans. They never change. */
export const scanProblemIds = {
  /** A parser, which is an optional package, is not installed. */
  parsers: "RAM536",
  /** What a scan is asked to read, or an option about it, that cannot be used. */
  scan: "RAM537",
} as const;

/** A scan that cannot be made. */
export class ScanError extends Error {
  public override readonly name = "ScanError";

  public constructor(
    found: string,
    fix: string,
    public readonly id: string = scanProblemIds.scan,
    where = "",
  ) {
    super(formatProblem({ id, path: where, found, fix }));
  }
}
