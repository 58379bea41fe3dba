import { type EmulatorProblemId, emulatorProblemIds } from "./problem-ids";

/** What a user of the emulator did wrong before any call: an option, a rule of faults, or a state file. */
export class EmulatorError extends Error {
  public override readonly name = "EmulatorError";

  public constructor(
    /** What is wrong, without the id. */
    public readonly problem: string,
    /** Stable, where texts may change. */
    public readonly id: EmulatorProblemId = emulatorProblemIds.option,
  ) {
    super(`${id}: ${problem}`);
  }
}
