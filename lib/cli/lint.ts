import { rulePacks } from "../policy";
import { findingsHtml } from "../review";
import type { InputAcknowledgement, InputFinding } from "../review/lint-input";
import { type FindingsRenderer, type LintFinding, findingsRenderers, renderFindingsSarif } from "../review/render";
import { UsageError, cliProblemIds, exitCodes } from "./command";
import { declareCommand } from "./declaration";
import { readJsonFile } from "./json-file";
import { repositoryPath } from "./repository-path";
import { lint, synthOptions } from "./review-input";

const renderers = {
  ...findingsRenderers,
  sarif: (findings) => renderFindingsSarif(findings.map(inRepository)),
  html: findingsHtml,
} as const satisfies Readonly<Record<string, FindingsRenderer>>;

const formats = Object.keys(renderers) as (keyof typeof renderers)[];

const packs = Object.keys(rulePacks) as (keyof typeof rulePacks)[];

/** Validates the policy documents of an input. */
export const lintCommand = declareCommand({
  description: "Reports what RAM would refuse in the policy documents of an input, and what is not best practice.",
  arguments: [
    {
      name: "input",
      about: "a synth output, a stack, a plan as JSON, RAM policies, or git:<ref> for a commit",
      path: "read",
    },
  ],
  options: {
    format: { value: "format", about: "how to print findings", choices: formats, default: "text" },
    rules: { value: "pack", about: "the rules to check", choices: packs, default: "recommended" },
    acknowledge: { value: "file", about: "findings to accept, each with a reason", path: "read" },
    ...synthOptions,
  },
  exits: { 0: "there are no errors; there may be warnings", 2: "there are errors" },
  examples: [
    "agentrun-ram lint cdktf.out",
    'agentrun-ram lint git:origin/main --synth "npm ci && npx cdktf synth" --format sarif',
  ],
  run({ args: [input], options: values }, output) {
    const { format, rules } = values;
    const acknowledgements = values.acknowledge === undefined ? [] : readAcknowledgements(values.acknowledge);
    const result = lint(input, values, {
      rules,
      acknowledgements,
      ...(values.acknowledge === undefined ? {} : { acknowledgedIn: values.acknowledge }),
    });
    output.out(
      renderers[format]([
        ...result.findings.map(placed),
        ...result.acknowledged.map(({ finding, reason }) => ({ ...placed(finding), acknowledged: reason })),
      ]),
    );
    return result.findings.some(({ severity }) => severity === "error") ? exitCodes.found : exitCodes.ok;
  },
});

function placed(finding: InputFinding): LintFinding {
  const { file, address } = finding;
  return { file, finding, ...(address === undefined ? {} : { construct: address }) };
}

function inRepository(finding: LintFinding): LintFinding {
  return finding.file === undefined ? finding : { ...finding, file: repositoryPath(finding.file) };
}

function readAcknowledgements(file: string): readonly InputAcknowledgement[] {
  const json = readJsonFile(file);
  const isRight = (one: unknown): boolean => {
    if (typeof one !== "object" || one === null) return false;
    const { id, reason, path, place } = one as Readonly<Record<string, unknown>>;
    const optional = [path, place].every((part) => part === undefined || typeof part === "string");
    return typeof id === "string" && typeof reason === "string" && optional;
  };
  if (!Array.isArray(json) || !json.every(isRight)) {
    throw new UsageError(
      `${file} must be a list of { "id", "reason", "path"?, "place"? }, all of them texts`,
      cliProblemIds.file,
    );
  }
  return json as readonly InputAcknowledgement[]; // every entry was looked at
}
