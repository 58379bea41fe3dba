import { type ReportedProblem, formatProblem } from "../policy/problem";
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
  /** The change under review could have written the configuration, or it is not known which one the base has. */
  ownConfiguration: "RAM905",
  /** An unexpected error, i.e. a bug. */
  unexpected: "RAM909",
} as const;

export type CliProblemId = (typeof cliProblemIds)[keyof typeof cliProblemIds];

/** An error that ends a command. Its message is complete: lines as {@link formatProblem} writes them. */
export class CommandError extends Error {}

/** A problem with an input. */
export class InputError extends CommandError {}

/** What a {@link UsageError} says in addition to what is wrong. */
export interface Advice {
  /** Where: an option, an argument or a file. @default - the whole call */
  readonly where?: string;
  readonly allowed?: string;
  /** What to write instead. */
  readonly fix: string;
  /** @default - the id of a wrong call */
  readonly id?: string;
}

/** A wrong call, or a file that cannot be read or written. */
export class UsageError extends CommandError {
  public readonly id: string;

  public constructor(
    /** What is wrong. */
    public readonly found: string,
    { where = "", allowed, fix, id = cliProblemIds.call }: Advice,
  ) {
    super(formatProblem({ id, path: where, found, fix, ...(allowed === undefined ? {} : { allowed }) }));
    this.id = id;
  }
}

/** An option or argument with a value that it does not take. */
export function wrongValue(where: string, value: string, allowed: string, fix: string): UsageError {
  return new UsageError(`found ${value}`, { where, allowed, fix });
}

/** An option without which a command does nothing. */
export function missingOption(option: string, value: string, more = ""): UsageError {
  return new UsageError("missing", { where: option, fix: `add ${option} ${value}${more}` });
}

/** The error for a principal that an input does not have. */
export function noSuchPrincipal(asked: string, known: readonly string[], near: string | undefined): UsageError {
  return new UsageError("the input has no such principal", {
    where: asked,
    allowed: known.join(", ") || "none, because the input has no principals",
    fix: near === undefined ? "name one of them" : `did you mean ${near}?`,
  });
}

/** Problems of a file, one on each line. */
export function problemLines(problems: readonly ReportedProblem[], file: string): string {
  return problems.map((problem) => formatProblem({ ...problem, path: placeIn(file, problem.path) })).join("\n");
}

/** A place in a file, e.g. `policy.json Statement[0]`. */
function placeIn(file: string, place: string): string {
  return place === "" ? file : `${file} ${place}`;
}
