import { rulePacks } from "../policy";
import { findingsHtml } from "../review";
import type { InputAcknowledgement, InputFinding } from "../review/lint-input";
import { type FindingsRenderer, type LintFinding, findingsRenderers, renderFindingsSarif } from "../review/render";
import { onlyArgument, parseArguments } from "./arguments";
import { choice } from "./choice";
import { type Command, UsageError, exitCodes } from "./command";
import { readJsonFile } from "./json-file";
import { repositoryPath } from "./repository-path";
import { lint, synthOptions, synthUsage } from "./review-input";

const renderers = {
  ...findingsRenderers,
  sarif: (findings) => renderFindingsSarif(findings.map(inRepository)),
  html: findingsHtml,
} as const satisfies Readonly<Record<string, FindingsRenderer>>;

const formats = Object.keys(renderers) as (keyof typeof renderers)[];

/** Validates the policy documents of an input. */
export const lintCommand: Command = {
  name: "lint",
  usage: [
    `<input> [--format ${formats.join("|")}] [--rules ${Object.keys(rulePacks).join("|")}] [--acknowledge <file>]`,
    synthUsage,
  ].join(" "),
  summary:
    "what RAM would refuse and what people regret in the documents of a synth output, a stack, a plan, policies, or a commit (git:<ref>); exit code 2 where there are errors",
  run(args, output) {
    const { values, positionals } = parseArguments({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: "string" },
        rules: { type: "string" },
        acknowledge: { type: "string" },
        ...synthOptions,
      },
    });
    const input = onlyArgument(positionals, "input");
    const format = choice("format", formats, values.format ?? "text");
    const rules = choice("rules", Object.keys(rulePacks) as (keyof typeof rulePacks)[], values.rules ?? "recommended");
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
};

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
    throw new UsageError(`${file} must be a list of { "id", "reason", "path"?, "place"? }, all of them texts`);
  }
  return json as readonly InputAcknowledgement[]; // every entry was looked at
}
