import { EvidenceError, type Usage } from "../evidence";
import { renderUnused, unusedFormats } from "../evidence/unused/render";
import { hasUnused, unusedGrants } from "../evidence/unused/unused";
import { grantsOfSource } from "../review";
import { exitCodes, InputError, missingOption, wrongValue } from "./command";
import { declareCommand } from "./declaration";
import { aboutEvidence, evidenceFrom, evidenceOptions } from "./evidence-input";
import { aboutInput, readInput, synthOptions } from "./input";
import { reading } from "./reading";
import { repositoryPath } from "./repository-path";

/** Finds grants that evidence does not show in use. */
export const unusedCommand = declareCommand({
  description:
    "Finds permissions of users, groups and roles that the evidence does not show in use, and proposes narrower policies. Permissions whose use the evidence cannot show are listed separately and never removed.",
  arguments: [{ name: "input", about: aboutInput, path: "read", many: true }],
  options: {
    evidence: { value: "evidence", about: aboutEvidence, path: "read", many: true },
    days: { value: "number", about: "days without use after which a grant counts as unused", default: "90" },
    format: { value: "format", about: "how to print the report", choices: unusedFormats, default: "text" },
    ...evidenceOptions,
    ...synthOptions,
  },
  examples: ["agentrun-ram unused cdktf.out --evidence trail/ --days 60 --format markdown"],
  run({ args: [inputs], options }, output) {
    const { evidence = [], format } = options;
    if (evidence.length === 0) throw missingOption("--evidence", "<evidence>");
    if (!/^[1-9]\d{0,4}$/.test(options.days)) {
      throw wrongValue("--days", options.days, "a whole number from 1", "write e.g. --days 90");
    }
    const models = reading(() => inputs.flatMap((input) => grantsOfSource(readInput(input, options, output))));
    const run = async () => {
      const usage = await evidenceFrom(evidence, options, {}, output);
      if (!hasEvents(usage)) {
        throw new EvidenceError(
          "the evidence has no event, so that it cannot show what is used",
          "give the files of a trail",
        );
      }
      output.step(() => "comparing grants with the evidence");
      const report = unusedGrants(models, usage, Number(options.days));
      output.out(
        renderUnused(report, format, (finding) =>
          format === "sarif" && finding.file !== undefined
            ? { ...finding, file: repositoryPath(finding.file) }
            : finding,
        ),
      );
      return hasUnused(report) ? exitCodes.found : exitCodes.ok;
    };
    return run().catch((error: unknown) => {
      throw error instanceof EvidenceError ? new InputError(error.message) : error;
    });
  },
});

function hasEvents({ counts: { events, dropped } }: Usage): boolean {
  return events > (dropped.badLine ?? 0) + (dropped.notAnEvent ?? 0);
}
