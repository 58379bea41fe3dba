import { formatProblem } from "../policy";
import { type EmulatorProblemId, emulatorProblemIds } from "./problem-ids";

/** An invalid option, an invalid fault rule, or a state or log file that cannot be used. */
export class EmulatorError extends Error {
  public override readonly name = "EmulatorError";

  public constructor(
    /** The message without the id and the fix; several problems have a line each. */
    public readonly problem: string,
    /** Stable across versions. Message texts may change. */
    public readonly id: EmulatorProblemId = emulatorProblemIds.option,
    fix: string = fixes[id],
  ) {
    super(
      problem
        .split("\n")
        .map((found) => formatProblem({ id, path: "", found, fix }))
        .join("\n"),
    );
  }
}

const fixes: Readonly<Record<EmulatorProblemId, string>> = {
  [emulatorProblemIds.option]: "correct the option",
  [emulatorProblemIds.port]: "choose another port, or 0 for any free port",
  [emulatorProblemIds.stateFile]: "name another file",
  [emulatorProblemIds.fault]: "correct the rule",
  [emulatorProblemIds.logFile]: "name a file that can be written",
};
