import { giveUp } from "./failures";

/** Bounds what an evaluation may cost. A step is about one node of an expression or one element of a collection. */
export class Budget {
  private depth = { now: 0 };

  /** @param total bounds all budgets that share it together */
  public constructor(
    private steps = 100_000,
    private readonly total: { left: number } = { left: Infinity },
  ) {}

  /** A budget of its own for an expression that is evaluated within another, so that nesting stays bounded. */
  public forNested(steps = 100_000): Budget {
    const nested = new Budget(steps, this.total);
    nested.depth = this.depth;
    return nested;
  }

  /** @throws EvaluationFailure if the budget is exceeded */
  public spend(steps: number): void {
    this.steps -= steps;
    this.total.left -= steps;
    if (this.steps < 0) giveUp("the evaluation takes more steps than allowed");
    if (this.total.left < 0) giveUp("all evaluations together take more steps than allowed");
  }

  /** @throws EvaluationFailure if it is nested too deeply */
  public within<T>(evaluate: () => T): T {
    this.depth.now += 1;
    try {
      if (this.depth.now > deepest) giveUp("expressions and references are nested too deeply");
      return evaluate();
    } finally {
      this.depth.now -= 1;
    }
  }
}

/** Nodes of expressions that are evaluated within one another, over all references. */
const deepest = 300;
