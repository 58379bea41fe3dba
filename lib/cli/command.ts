import { type ExitCode, exitCodes } from "./exit-codes";

export { type ExitCode, exitCodes };

/** Where a command prints: results to `out`, so that they can be piped; messages for people to `err`. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** The exit code of a command: at once, or later with a code that may be another program's. */
export type CommandResult = ExitCode | Promise<number>;

/** Ids of the errors that the command line itself reports. */
export const cliProblemIds = {
  /** The call is wrong: an unknown command or option, a missing value, options that exclude each other. */
  call: "RAM901",
  /** The operating system refuses to read or write a file. */
  file: "RAM902",
  /** Standard output cannot be written. */
  output: "RAM903",
  /** An error that the command did not expect: a defect of the program. */
  unexpected: "RAM909",
} as const;

export type CliProblemId = (typeof cliProblemIds)[keyof typeof cliProblemIds];

/** A call that is wrong, or a file that cannot be read or written. */
export class UsageError extends Error {
  public constructor(
    message: string,
    public readonly id: CliProblemId = cliProblemIds.call,
  ) {
    super(message);
  }
}

/** A problem with an input that another room reported. Its message has an id of its own. */
export class InputError extends UsageError {}
