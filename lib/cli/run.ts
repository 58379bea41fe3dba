import { type CommandResult, type ExitCode, type Output, exitCodes } from "./command";
import { failureText } from "./failure";
import { parseCall } from "./program";
import { isGiven, withoutGeneralOptions } from "./general-options";
import { type StatusLine, noProgress, progressOn } from "./progress";
import { safeOutput } from "./safe-output";

/** The standard streams. */
export interface Terminal extends Pick<Output, "out" | "err"> {
  /** For progress. @default - standard error is no terminal */
  readonly status?: StatusLine;
}

/** Runs the command line. Prints errors and never throws. */
export function run(args: readonly string[], terminal: Terminal): CommandResult {
  const isQuiet = isGiven(args, "--quiet");
  const progress = isQuiet || terminal.status === undefined ? noProgress : progressOn(terminal.status);
  const { out, err } = safeOutput({
    out: (text) => {
      progress.clear();
      terminal.out(text);
    },
    err: (text) => {
      progress.clear();
      terminal.err(text);
    },
  });
  const { step, longStep } = progress;
  const output: Output = { out, err, note: isQuiet ? () => undefined : err, step, longStep };
  const failed = (error: unknown): ExitCode => {
    output.err(failureText(error));
    return exitCodes.usage;
  };
  try {
    const call = parseCall(withoutGeneralOptions(args), output.out, output.err);
    const result = call.run?.(output) ?? call.code;
    if (typeof result !== "number") return result.catch(failed).finally(progress.clear);
    progress.clear();
    return result;
  } catch (error) {
    return failed(error);
  }
}
