import { type ExitCode, exitCodes } from "./exit-codes";
import type { Progress } from "./progress";

export { type ExitCode, exitCodes };

/** Where a command prints. */
export interface Output extends Pick<Progress, "step" | "longStep"> {
  /** Results. */
  readonly out: (text: string) => void;
  /** Errors, and whatever explains an exit code other than 0. */
  readonly err: (text: string) => void;
  /** Messages for people that `--quiet` leaves out. */
  readonly note: (text: string) => void;
}

/** The exit code of a command. A promise may resolve to the code of another program. */
export type CommandResult = ExitCode | Promise<number>;

/** Ids of the errors that the command line itself reports. */
export const cliProblemIds = {
  /** The call is wrong: an unknown command or option, a missing value, options that exclude each other. */
  call: "RAM901",
  /** The operating system refuses to read or write a file. */
  file: "RAM902",
  /** Standard output cannot be written. */
  output: "RAM903",
  /** A configuration file is wrong. */
  configuration: "RAM904",
  /** The configuration is in the hands of the change under review, or it is not known which one the base has. */
  ownConfiguration: "RAM905",
  /** An unexpected error, i.e. a bug. */
  unexpected: "RAM909",
} as const;

export type CliProblemId = (typeof cliProblemIds)[keyof typeof cliProblemIds];

/** A wrong call, or a file that cannot be read or written. */
export class UsageError extends Error {
  public constructor(
    message: string,
    public readonly id: CliProblemId = cliProblemIds.call,
  ) {
    super(message);
  }
}

/** A problem with an input. Its message already starts with an id. */
export class InputError extends UsageError {}
