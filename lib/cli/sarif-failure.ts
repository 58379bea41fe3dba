import { type SarifCommand, failedSarifLog } from "../review/render";
import { type ExitCode, type Output, cliProblemIds } from "./command";
import { failureText } from "./failure";
import { packageVersion } from "./package-version";

/** What the `run` of a command takes. */
interface GivenFormat {
  readonly options: { readonly format: string };
}

/** Makes a command that fails print a SARIF log without results that reports the failure. The command still throws. */
export function withFailureInSarif<Given extends GivenFormat>(
  command: SarifCommand,
  run: (given: Given, output: Output) => ExitCode,
): (given: Given, output: Output) => ExitCode {
  return (given, output) => {
    try {
      return run(given, output);
    } catch (error) {
      if (given.options.format === "sarif") output.out(logOf(command, failureText(error)));
      throw error;
    }
  };
}

function logOf(command: SarifCommand, message: string): string {
  const [id = cliProblemIds.unexpected] = /\bRAM\d{3}\b/.exec(message) ?? [];
  return failedSarifLog(command, { id, message }, { toolVersion: packageVersion() });
}
