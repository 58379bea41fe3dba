/** Stable ids of what a user of the emulator can do wrong before any call. Numbers are never reused. */
export const emulatorProblemIds = {
  /** An option that makes no sense: a port, the id of an account, a quota. */
  option: "RAM801",
  /** A port that cannot be listened on: another program has it, or it needs rights. */
  port: "RAM802",
  /** A state file that is another file, is broken, is of another account, is in use, or cannot be written. */
  stateFile: "RAM803",
  /** A fault that makes no sense. */
  fault: "RAM804",
  /** A log that cannot be written. */
  logFile: "RAM805",
} as const;

export type EmulatorProblemId = (typeof emulatorProblemIds)[keyof typeof emulatorProblemIds];
