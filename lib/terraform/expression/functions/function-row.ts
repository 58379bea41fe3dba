import type { Budget } from "../budget";
import type { Step } from "../scope";
import type { Expression } from "../syntax";
import type { UnknownValue, Value } from "../values";

/** A function of Terraform. */
export interface FunctionRow {
  /** The number of arguments. */
  readonly least: number;
  readonly most: number;
  /**
   * What the function can be applied to besides known values: `unknown` ones within its arguments, or also elements that
   * are `possible` and values of several candidates. The result of others is unknown, or has several candidates.
   */
  readonly accepts?: "unknown" | "possible";
  /** @throws EvaluationFailure */
  readonly apply: (values: readonly Value[], call: FunctionCall) => Value;
}

export type FunctionTable = Readonly<Record<string, FunctionRow>>;

export interface FunctionCall {
  readonly budget: Budget;
  readonly readFile: (path: string) => string | undefined;
  readonly listFiles: (folder: string) => readonly string[] | undefined;
  readonly evaluateTemplate: (
    template: Expression,
    resolve: (root: string, steps: readonly Step[]) => { readonly value: Value; readonly used: number } | undefined,
  ) => Value;
  /** The call as an unknown value that depends on others. */
  readonly unknown: (of: readonly Value[]) => UnknownValue;
}

export function row(
  least: number,
  most: number,
  apply: FunctionRow["apply"],
  accepts?: FunctionRow["accepts"],
): FunctionRow {
  return { least, most, apply, ...(accepts === undefined ? {} : { accepts }) };
}
