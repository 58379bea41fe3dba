import { formatProblem } from "../policy/problem";

/** Ids of the problems of scans. They never change. */
export const scanProblemIds = {
  /** A parser, which is an optional package, is not installed. */
  parsers: "RAM536",
  /** A folder, a file or an option of a scan that cannot be used. */
  scan: "RAM537",
} as const;

/** An error that prevents a scan. */
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
