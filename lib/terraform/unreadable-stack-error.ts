import { formatProblem } from "../policy/problem";
import { standardInput } from "./standard-input";

/** An input that cannot be read or has an unknown format. */
export class UnreadableStackError extends Error {
  public override readonly name = "UnreadableStackError";

  public constructor(file: string, why: string, fix = "correct it, or name another input", id = "RAM501") {
    const [first = "", ...lines] = fix.split("\n"); // the lines below show a place in the source
    const place = file === standardInput ? "standard input" : file;
    super([formatProblem({ id, path: place, found: why, fix: first }), ...lines].join("\n"));
  }
}
