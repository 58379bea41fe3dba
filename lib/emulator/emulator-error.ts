/** What a user of the emulator did wrong before any call: an option, a rule of faults, or a state file. */
export class EmulatorError extends Error {
  public override readonly name = "EmulatorError";
}
