import { summarize, summaryHtml, summaryMatrixText } from "../review";
import { onlyArgument, parseArguments } from "./arguments";
import { choice } from "./choice";
import { type Command, exitCodes } from "./command";
import { readGrants, synthOptions, synthUsage } from "./review-input";

const renderers = {
  text: summaryMatrixText,
  html: summaryHtml,
  json: (report: Parameters<typeof summaryMatrixText>[0]) => JSON.stringify(report, null, 2),
} as const;

const formats = Object.keys(renderers) as (keyof typeof renderers)[];

/** Shows who can do what. */
export const summaryCommand: Command = {
  name: "summary",
  usage: `<input> [--format ${formats.join("|")}] ${synthUsage}`,
  summary: "who can do what, by feature, in a synth output, a stack, a plan as JSON, or RAM policies",
  run(args, output) {
    const { values, positionals } = parseArguments({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: "string" },
        ...synthOptions,
      },
    });
    const input = onlyArgument(positionals, "input");
    const format = choice("format", formats, values.format ?? "text");
    output.out(renderers[format](summarize(readGrants(input, values))));
    return exitCodes.ok;
  },
};
