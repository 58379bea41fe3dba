import { grantsOfSource, summarize } from "../review";
import { formatsOf, summaryRenderers } from "../review/renderers";
import { exitCodes } from "./command";
import { configurationOptions, workingConfiguration } from "./config/read-configuration";
import { declareCommand } from "./declaration";
import { aboutInput, readInput, synthOptions } from "./input";
import { reading } from "./reading";

/** Shows who can do what. */
export const summaryCommand = declareCommand({
  description: "Shows who can do what, by feature, and what unattached policies allow.",
  arguments: [
    {
      name: "input",
      about: aboutInput,
      path: "read",
      many: true,
    },
  ],
  options: {
    format: {
      value: "format",
      about: "how to print the summary",
      choices: formatsOf(summaryRenderers),
      default: "text",
    },
    ...configurationOptions,
    ...synthOptions,
  },
  examples: ["agentrun-ram summary cdktf.out", "agentrun-ram summary cdktf.out --format html > access.html"],
  run({ args: [inputs], options }, output) {
    const { settings, name } = workingConfiguration(options);
    const sources = inputs.map((input) => readInput(input, options, output));
    const report = reading(() =>
      summarize(sources.flatMap(grantsOfSource), (what) => {
        output.step(() => `asking what ${what} may do`);
      }),
    );
    output.out(
      summaryRenderers[options.format](report, {
        ...(name === undefined ? {} : { configuration: name }),
        ...(settings.accounts?.id === undefined ? {} : { accountId: settings.accounts.id }),
      }),
    );
    return exitCodes.ok;
  },
});
