import { rulePacks } from "../policy";
import { UnreadableStackError } from "../review";
import { type InputAcknowledgement, type LintResult, lintInput } from "../review/lint-input";
import { type LintFinding, findingsRenderers } from "../review/render";
import { onlyArgument, parseArguments } from "./arguments";
import { choice } from "./choice";
import { type Command, UsageError, exitCodes } from "./command";
import { readJsonFile } from "./json-file";

const formats = Object.keys(findingsRenderers) as (keyof typeof findingsRenderers)[];

/** Validates the policy documents of an input. */
export const lintCommand: Command = {
  name: "lint",
  usage: `<input> [--format ${formats.join("|")}] [--rules ${Object.keys(rulePacks).join("|")}] [--acknowledge <file>]`,
  summary:
    "what RAM would refuse and what people regret in the documents of a synth output, a stack, a plan, or policies; exit code 2 where there are errors",
  run(args, output) {
    const { values, positionals } = parseArguments({
      args: [...args],
      allowPositionals: true,
      options: { format: { type: "string" }, rules: { type: "string" }, acknowledge: { type: "string" } },
    });
    const input = onlyArgument(positionals, "input");
    const format = choice("format", formats, values.format ?? "text");
    const rules = choice("rules", Object.keys(rulePacks) as (keyof typeof rulePacks)[], values.rules ?? "recommended");
    const acknowledgements = values.acknowledge === undefined ? [] : readAcknowledgements(values.acknowledge);
    const result = lint(input, { rules, acknowledgements });
    output.out(
      findingsRenderers[format]([
        ...result.findings.map((finding): LintFinding => ({ file: finding.place, finding })),
        ...result.acknowledged.map(({ finding, reason }) => ({ file: finding.place, finding, acknowledged: reason })),
      ]),
    );
    return result.findings.some(({ severity }) => severity === "error") ? exitCodes.found : exitCodes.ok;
  },
};

function lint(...args: Parameters<typeof lintInput>): LintResult {
  try {
    return lintInput(...args);
  } catch (error) {
    if (error instanceof UnreadableStackError) throw new UsageError(error.message);
    throw error;
  }
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
