import { Construct } from "constructs";
import { type Problem, formatProblem } from "../policy";
import type { ConstructWarning } from "./checks/construct-warnings";
import { warnFrom } from "./checks/placed-findings";
import { checkTreeOf } from "./checks/tree-checks";

/**
 * A construct that reports what is wrong with it at synth, all at once, instead of throwing at the first.
 *
 * Problems go through the construct tree's validation, warnings through annotations: both work across copies and
 * forks of the framework.
 */
export abstract class CheckedConstruct extends Construct {
  private readonly problems: Problem[] = [];

  protected constructor(scope: Construct, id: string) {
    super(scope, id);
    checkTreeOf(this);
  }

  /** Makes synth fail with these problems. */
  protected addProblems(problems: readonly Problem[]): void {
    if (problems.length === 0) return;
    if (this.problems.length === 0) {
      this.node.addValidation({ validate: () => this.problems.map(formatProblem) });
    }
    this.problems.push(...problems);
  }

  /** Shows warnings at synth that nobody has acknowledged by then. What gives them is called at synth, perhaps twice. */
  protected addWarnings(warnings: readonly ConstructWarning[] | (() => readonly ConstructWarning[])): void {
    if (typeof warnings === "function") warnFrom(this, warnings);
    else if (warnings.length > 0) warnFrom(this, () => warnings);
  }
}
