import { grantsOfSource, summarize, summaryHtml, summaryMatrixText } from "../review";
import { exitCodes } from "./command";
import { declareCommand } from "./declaration";
import { aboutInput, readInput, synthOptions } from "./input";
import { reading } from "./reading";

const renderers = {
  text: summaryMatrixText,
  html: summaryHtml,
  json: (report: Parameters<typeof summaryMatrixText>[0]) => JSON.stringify(report, null, 2),
} as const;

const formats = Object.keys(renderers) as (keyof typeof renderers)[];

/** Shows who can do what. */
export const summaryCommand = declareCommand({
  description: "Shows who can do what, by feature, and what policies allow that are attached to nobody.",
  arguments: [
    {
      name: "input",
      about: aboutInput,
      path: "read",
    },
  ],
  options: {
    format: { value: "format", about: "how to print the summary", choices: formats, default: "text" },
    ...synthOptions,
  },
  exits: { 0: "the summary is printed" },
  examples: ["agentrun-ram summary cdktf.out", "agentrun-ram summary cdktf.out --format html > access.html"],
  run({ args: [input], options }, output) {
    const report = reading(() => summarize(grantsOfSource(readInput(input, options))));
    output.out(renderers[options.format](report));
    return exitCodes.ok;
  },
});
