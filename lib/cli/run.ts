import { type CommandResult, type ExitCode, type Output, exitCodes } from "./command";
import { withoutColourOption } from "./colour";
import { failureText } from "./failure";
import { parseCall } from "./program";
import { safeOutput } from "./safe-output";

/** Runs the command line. Prints errors and never throws. */
export function run(args: readonly string[], terminal: Output): CommandResult {
  const output = safeOutput(terminal);
  const failed = (error: unknown): ExitCode => {
    output.err(failureText(error));
    return exitCodes.usage;
  };
  try {
    const call = parseCall(withoutColourOption(args), output.out);
    const result = call.run?.(output) ?? call.code;
    return typeof result === "number" ? result : result.catch(failed);
  } catch (error) {
    return failed(error);
  }
}
