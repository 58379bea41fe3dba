import type { Failure } from "./values";

/** Thrown within the evaluator only, which turns it into an unknown value with a position. */
export class EvaluationFailure extends Error {
  public override readonly name = "EvaluationFailure";

  public constructor(
    public readonly kind: Failure["kind"],
    public readonly reason: string,
  ) {
    super(reason);
  }
}

/** Terraform fails here too. */
export function refuse(reason: string): never {
  throw new EvaluationFailure("error", reason);
}

/** Terraform may succeed; this evaluator does not know the value. */
export function giveUp(reason: string): never {
  throw new EvaluationFailure("limit", reason);
}
