import { giveUp } from "./failures";

/** Bounds what an evaluation may cost. A step is about one node of an expression or one element of a collection. */
export class Budget {
  private depth = 0;

  public constructor(
    private steps = 100_000,
    private readonly deepest = 50,
  ) {}

  /** @throws EvaluationFailure if the budget is exceeded */
  public spend(steps: number): void {
    this.steps -= steps;
    if (this.steps < 0) giveUp("the evaluation takes more steps than allowed");
  }

  /** Evaluates an expression that another one refers to. */
  public within<T>(evaluate: () => T): T {
    this.depth += 1;
    try {
      if (this.depth > this.deepest) giveUp("references are nested too deeply");
      return evaluate();
    } finally {
      this.depth -= 1;
    }
  }
}
