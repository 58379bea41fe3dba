import type { Budget } from "./budget";
import type { Value } from "./values";

/** A step from a value to one within it: an attribute, a key or an index. */
export type Step = string | number;

/** What an expression can refer to. */
export interface Scope {
  /**
   * The value of a reference, e.g. of `var` with `["name"]`. `used` is the number of steps that lead to the value;
   * the evaluator takes those that are left. `undefined` if it is not known. What is evaluated for it has a budget
   * within `budget`.
   */
  resolve(
    root: string,
    steps: readonly Step[],
    budget: Budget,
  ): { readonly value: Value; readonly used: number } | undefined;
  /** The content of a file, for functions such as `file`. The caller decides which files may be read. */
  readFile?(path: string): string | undefined;
  /** All files in a folder and below it, by their paths from it. `undefined` if they may not be read. */
  listFiles?(folder: string): readonly string[] | undefined;
}

/** What a `for` binds. */
export interface Bindings {
  readonly name: string;
  readonly value: Value;
  readonly outer: Bindings | undefined;
}

export function boundValue(name: string, bindings: Bindings | undefined): Value | undefined {
  for (let at = bindings; at !== undefined; at = at.outer) if (at.name === name) return at.value;
  return undefined;
}
