import { Construct } from "constructs";
import { type Problem, formatProblem } from "../policy";
import type { ConstructWarning } from "./checks/construct-warnings";
import { warnFrom } from "./checks/placed-findings";
import { checkTreeOf } from "./checks/tree-checks";

/**
 * A construct that reports all its problems at synth, instead of throwing an error for the first one. Only props of a
 * wrong kind, such as a number in place of a name, which JavaScript permits, throw PolicyError RAM326 at once.
 *
 * Problems use the validation of the construct tree, warnings use annotations: both work across copies and forks of the
 * framework.
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

  /** Shows warnings at synth, unless they are acknowledged. A function is called at synth, possibly twice. */
  protected addWarnings(warnings: readonly ConstructWarning[] | (() => readonly ConstructWarning[])): void {
    if (typeof warnings === "function") warnFrom(this, warnings);
    else if (warnings.length > 0) warnFrom(this, () => warnings);
  }
}
