import { grantsOfSource, summarize } from "../review";
import { formatsOf, summaryRenderers } from "../review/renderers";
import { UsageError, exitCodes } from "./command";
import { configurationOptions, workingConfiguration } from "./config/read-configuration";
import { declareCommand } from "./declaration";
import { graphLayout, howToInstall } from "./graph-layout";
import { aboutInput, readInput, synthOptions } from "./input";
import { reading } from "./reading";

/** Shows who can do what. */
export const summaryCommand = declareCommand({
  description:
    "Shows who can do what, by feature, and what unattached policies allow. As svg, dot or mermaid, draws a graph of principals, policies and features, of who may assume roles, and, in red, of paths by which a principal can gain permissions. svg and the picture in html need the package @dagrejs/dagre.",
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
  examples: [
    "agentrun-ram summary cdktf.out",
    "agentrun-ram summary cdktf.out --format html > access.html",
    "agentrun-ram summary cdktf.out --format mermaid",
  ],
  run({ args: [inputs], options }, output) {
    const { settings, name } = workingConfiguration(options);
    const sources = inputs.map((input) => readInput(input, options, output));
    const report = reading(() =>
      summarize(sources.flatMap(grantsOfSource), (what) => {
        output.step(() => `asking what ${what} may do`);
      }),
    );
    const drawn = ["svg", "html"].includes(options.format) ? graphLayout() : undefined;
    if (drawn === undefined && options.format === "svg") {
      throw new UsageError("it needs the package @dagrejs/dagre", { where: "--format svg", fix: howToInstall });
    }
    if (drawn === undefined && options.format === "html") {
      output.note(`note: the page has no picture, because the package @dagrejs/dagre is missing; ${howToInstall}`);
    }
    output.out(
      summaryRenderers[options.format](report, {
        ...(name === undefined ? {} : { configuration: name }),
        ...(drawn === undefined ? {} : { layout: drawn }),
        ...(settings.accounts?.id === undefined ? {} : { accountId: settings.accounts.id }),
      }),
    );
    return exitCodes.ok;
  },
});
