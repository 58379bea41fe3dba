/** Where a command prints: results to `out`, so that they can be piped; everything for people to `err`. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Exit codes: nothing to object, a call that is wrong or a file that cannot be read, something found. */
export const exitCodes = { ok: 0, usage: 1, found: 2 } as const;

/** Further codes belong to single commands, which say so. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes] | 3 | 4 | 5;

/** What a command ends with: at once, or later with a code that may be another program's. */
export type CommandResult = ExitCode | Promise<number>;

/** One command of the CLI. */
export interface Command {
  /** The words that call it, e.g. `catalog show`. */
  readonly name: string;
  /** Arguments and options, for the help. */
  readonly usage: string;
  readonly summary: string;
  /** @throws UsageError where the call is wrong */
  readonly run: (args: readonly string[], output: Output) => CommandResult;
}

/** A call that is wrong, or a file that cannot be read. Its message is all that is shown. */
export class UsageError extends Error {}
