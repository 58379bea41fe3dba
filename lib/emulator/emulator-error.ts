import { formatProblem } from "../policy";
import { type EmulatorProblemId, emulatorProblemIds } from "./problem-ids";

/** What is wrong at a place: a file, perhaps with a line or a part. */
export interface PlacedProblem {
  /** The file, perhaps with a line or a part; empty if the problem has no place. */
  readonly place: string;
  /** What is wrong there. */
  readonly found: string;
}

/** An invalid option, an invalid fault rule, or a state or log file that cannot be used. */
export class EmulatorError extends Error {
  public override readonly name = "EmulatorError";

  /** The message without the id and the fix; several problems have a line each. */
  public readonly problem: string;

  public constructor(
    problem: string | readonly PlacedProblem[],
    /** Stable across versions. Message texts may change. */
    public readonly id: EmulatorProblemId = emulatorProblemIds.option,
    fix: string = fixes[id],
  ) {
    const problems = typeof problem === "string" ? [{ place: "", found: problem }] : problem;
    super(problems.map(({ place, found }) => formatProblem({ id, path: place, found, fix })).join("\n"));
    this.problem = problems.map(({ place, found }) => (place === "" ? found : `${place}: ${found}`)).join("\n");
  }
}

const fixes: Readonly<Record<EmulatorProblemId, string>> = {
  [emulatorProblemIds.option]: "correct the option",
  [emulatorProblemIds.port]: "choose another port, or 0 for any free port",
  [emulatorProblemIds.stateFile]: "name another file",
  [emulatorProblemIds.fault]: "correct the rule",
  [emulatorProblemIds.logFile]: "name a file that can be written",
};
