import { formatProblem } from "../policy";
import { type ReviewReport, review, reviewHtml } from "../review";
import { acknowledgeRows } from "../review/acknowledge-rows";
import { sinceBaseline } from "../review/baseline";
import { gates, passes } from "../review/gate";
import { renderSarif, renderers as textRenderers } from "../review/render";
import { readRowAcknowledgements } from "../review/row-acknowledgement";
import { parseArguments } from "./arguments";
import { choice } from "./choice";
import { type Command, UsageError, exitCodes } from "./command";
import { readJsonFile } from "./json-file";
import { readGrants, synthOptions, synthUsage } from "./review-input";
import { sarifFiles } from "./sarif-files";

const renderers = { ...textRenderers, html: reviewHtml } as const;

const formats = Object.keys(renderers) as (keyof typeof renderers)[];

/** Tells what a change lets whom do. */
export const reviewCommand: Command = {
  name: "review",
  usage: [
    `<before> <after> [--format ${formats.join("|")}] [--gate ${gates.join("|")}]`,
    "[--baseline <report.json>] [--acknowledge <file>] [--one-account] [--account <id>]",
    synthUsage,
  ].join(" "),
  summary:
    "what a change lets whom do, of synth outputs, stacks, plans as JSON, RAM policies, or commits (git:<ref>); exit code 2 where the gate stops it",
  run(args, output) {
    const { values, positionals } = parseArguments({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: "string" },
        gate: { type: "string" },
        baseline: { type: "string" },
        acknowledge: { type: "string" },
        "one-account": { type: "boolean" },
        account: { type: "string" },
        ...synthOptions,
      },
    });
    const [before, after, ...more] = positionals;
    if (before === undefined || after === undefined || more.length > 0) {
      throw new UsageError(`expected two inputs, before and after, found ${positionals.length}`);
    }
    const format = choice("format", formats, values.format ?? "text");
    const gate = choice("gate", gates, values.gate ?? "never");
    const [was, is] = [readGrants(before, values), readGrants(after, values)];
    const whole = review(was, is, {
      oneAccount: values["one-account"] === true,
      ...(values.account === undefined ? {} : { accountId: values.account }),
    });
    const isNew = values.baseline === undefined ? whole : sinceBaseline(whole, readReport(values.baseline));
    const { report, problems } = acknowledged(isNew, values.acknowledge);
    output.out(format === "sarif" ? renderSarif(report, sarifFiles(was, is)) : renderers[format](report));
    for (const problem of problems) output.err(formatProblem(problem));
    // An acknowledgement that matches nothing would hide what comes there next; without a gate it hides it from nobody.
    const areWrong = problems.length > 0 && gate !== "never";
    return passes(report, gate) && !areWrong ? exitCodes.ok : exitCodes.found;
  },
};

function acknowledged(report: ReviewReport, file: string | undefined) {
  if (file === undefined) return { report, problems: [] };
  const { acknowledgements, problems } = readRowAcknowledgements(readJsonFile(file));
  if (problems.length > 0)
    throw new UsageError(problems.map((problem) => `${file}: ${formatProblem(problem)}`).join("\n"));
  return acknowledgeRows(report, acknowledgements, new Date().toISOString().slice(0, 10));
}

/** A report that `--format json` wrote. */
function readReport(file: string): ReviewReport {
  const json = readJsonFile(file);
  const { version, rows, acknowledged: spoken } = (json ?? {}) as Readonly<Record<string, unknown>>;
  if (version !== 1 || !isRows(rows) || !isRows(spoken) || !isRows(spoken.map(({ row }) => row))) {
    throw new UsageError(`${file} is no report of version 1, as review --format json writes it`);
  }
  return json as ReviewReport; // as far as a baseline is looked at
}

function isRows(value: unknown): value is readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) && value.every((row) => typeof row === "object" && row !== null);
}
