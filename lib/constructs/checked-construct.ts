import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { type Finding, type Problem, formatProblem } from "../policy";
import { checkTreeOf } from "./checks/tree-checks";
import { appState } from "./internal/app-state";

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

  /** Shows findings at synth, as those in policy documents, unless they are acknowledged. */
  protected addFindings(findings: readonly Finding[]): void {
    const { constructFindings } = appState(this);
    constructFindings.set(this, [...(constructFindings.get(this) ?? []), ...findings]);
  }

  /** Shows a warning at synth. */
  protected addWarnings(warnings: readonly Problem[]): void {
    for (const warning of warnings) Annotations.of(this).addWarning(formatProblem(warning));
  }
}
