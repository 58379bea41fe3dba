import { summarize, summaryHtml, summaryMatrixText } from "../review";
import { exitCodes } from "./command";
import { declareCommand } from "./declaration";
import { readGrants, synthOptions } from "./review-input";

const renderers = {
  text: summaryMatrixText,
  html: summaryHtml,
  json: (report: Parameters<typeof summaryMatrixText>[0]) => JSON.stringify(report, null, 2),
} as const;

const formats = Object.keys(renderers) as (keyof typeof renderers)[];

/** Shows who can do what. */
export const summaryCommand = declareCommand({
  description: "Shows who can do what, by feature.",
  arguments: [
    {
      name: "input",
      about: "a synth output, a stack, a plan as JSON, RAM policies, or git:<ref> for a commit",
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
    output.out(renderers[options.format](summarize(readGrants(input, options))));
    return exitCodes.ok;
  },
});
