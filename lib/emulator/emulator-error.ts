import { type EmulatorProblemId, emulatorProblemIds } from "./problem-ids";

/** An invalid option, an invalid fault rule, or a state or log file that cannot be used. */
export class EmulatorError extends Error {
  public override readonly name = "EmulatorError";

  public constructor(
    /** The message without the id. */
    public readonly problem: string,
    /** Stable across versions. Message texts may change. */
    public readonly id: EmulatorProblemId = emulatorProblemIds.option,
  ) {
    super(`${id}: ${problem}`);
  }
}
