import { standardInput } from "./standard-input";

/** An input that cannot be read or has an unknown format. */
export class UnreadableStackError extends Error {
  public override readonly name = "UnreadableStackError";

  public constructor(file: string, why: string, fix = "correct it, or name another input", id = "RAM501") {
    super(`${id} ${file === standardInput ? "standard input" : file}: ${why}. Fix: ${fix}`);
  }
}
