/** Stable ids of `EmulatorError`. Numbers are never reused. */
export const emulatorProblemIds = {
  /** An invalid option, such as a port, an account id or a quota. */
  option: "RAM801",
  /** A port that is in use or needs privileges. */
  port: "RAM802",
  /** A state file that is invalid, damaged, of another account, in use, or not writable. */
  stateFile: "RAM803",
  /** An invalid fault rule. */
  fault: "RAM804",
  /** A log file that cannot be written. */
  logFile: "RAM805",
} as const;

/** An id of an error of the emulator itself; see {@link emulatorProblemIds}. */
export type EmulatorProblemId = (typeof emulatorProblemIds)[keyof typeof emulatorProblemIds];
