import { rulePacks } from "../policy";
import { type InputAcknowledgement, type InputFinding, lintSources } from "../review/lint-sources";
import { FindingPlaces } from "../review/places";
import type { LintFinding } from "../review/render";
import { findingsRenderers, formatsOf } from "../review/renderers";
import { readFileText, standardInput } from "../terraform/read-file";
import { UsageError, cliProblemIds, exitCodes } from "./command";
import { declareCommand } from "./declaration";
import { readJsonFile } from "./json-file";
import { aboutInput, checkStandardInput, fileKinds, readInput, synthOptions } from "./input";
import { matchingFiles } from "./matching-files";
import { packageVersion } from "./package-version";
import { type NamedSource, inRepository, placedInput } from "./placed-inputs";
import { repositoryPath } from "./repository-path";
import { withFailureInSarif } from "./sarif-failure";

const packs = Object.keys(rulePacks) as (keyof typeof rulePacks)[];

/** Validates the policy documents of an input. */
export const lintCommand = declareCommand({
  description: "Reports what RAM would refuse in the policy documents of inputs, and deviations from best practice.",
  arguments: [
    {
      name: "input",
      about: `${aboutInput}; also a pattern such as "policies/**/*.json"`,
      path: "read",
      many: true,
    },
  ],
  options: {
    format: { value: "format", about: "how to print findings", choices: formatsOf(findingsRenderers), default: "text" },
    rules: { value: "pack", about: "the rules to check", choices: packs, default: "recommended" },
    acknowledge: { value: "file", about: "findings to acknowledge, each with a reason", path: "read" },
    kind: {
      value: "kind",
      about: "the kind of policy files; default: trust if they have a Principal, else identity",
      choices: fileKinds,
    },
    "max-warnings": { value: "number", about: "the number of warnings to tolerate; default: unlimited" },
    ...synthOptions,
  },
  exits: {
    0: "there are no errors; there may be warnings",
    2: "there are errors, or more warnings than --max-warnings",
  },
  examples: [
    "agentrun-ram lint cdktf.out",
    'agentrun-ram lint git:origin/main --synth "npm ci && npx cdktf synth" --format sarif',
  ],
  run: withFailureInSarif("lint", ({ args: [given], options: values }, output) => {
    const { format, rules } = values;
    const acknowledgements = values.acknowledge === undefined ? [] : readAcknowledgements(values.acknowledge);
    const maxWarnings = readMaxWarnings(values["max-warnings"]);
    const inputs = given.flatMap(matchingFiles);
    checkStandardInput(...inputs, values.acknowledge);
    const sources = inputs.map((input) => ({ input, source: readInput(input, values, output) }));
    const result = lintSources(
      sources.map(({ source }) => source),
      {
        rules,
        acknowledgements,
        now: new Date().toISOString(),
        ...(values.acknowledge === undefined ? {} : { acknowledgedIn: values.acknowledge }),
      },
    );
    const placed = format === "sarif" ? placedInSources(sources) : placedByName;
    const found: readonly LintFinding[] = [
      ...result.findings.map(placed),
      ...result.acknowledged.map(({ finding, reason }) => ({ ...placed(finding), acknowledged: reason })),
    ];
    output.out(findingsRenderers[format](found, { toolVersion: packageVersion() }));
    const count = (of: InputFinding["severity"]) => result.findings.filter(({ severity }) => severity === of).length;
    return count("error") > 0 || count("warning") > maxWarnings ? exitCodes.found : exitCodes.ok;
  }),
});

function readMaxWarnings(text: string | undefined): number {
  if (text === undefined) return Infinity;
  if (!/^\d+$/.test(text)) throw new UsageError(`--max-warnings takes a whole number from 0; found ${text}`);
  return Number(text);
}

function placedByName(finding: InputFinding): LintFinding {
  const { file, address } = finding;
  return { file, finding, ...(address === undefined ? {} : { construct: address }) };
}

/** Places findings in the source code and the files of the input, all of them named from the root of the repository. */
function placedInSources(sources: readonly NamedSource[]): (finding: InputFinding) => LintFinding {
  const places = new FindingPlaces(sources.map(placedInput), textOrNothing);
  const inputs = sources.map(({ input }) => input);
  return (finding) => ({
    ...placedByName(finding),
    file: repositoryPath(finding.file, inputs),
    places: places.of(finding).map((place) => inRepository(place, inputs)),
  });
}

function textOrNothing(file: string): string | undefined {
  if (file === standardInput) return undefined; // it has been read
  const read = readFileText(file);
  return "value" in read ? read.value : undefined;
}

function readAcknowledgements(file: string): readonly InputAcknowledgement[] {
  const json = readJsonFile(file);
  const isRight = (one: unknown): boolean => {
    if (typeof one !== "object" || one === null) return false;
    const { id, found, reason, place = "", ...unknown } = one as Readonly<Record<string, unknown>>;
    const list: readonly unknown[] = Array.isArray(found) ? found : [found];
    const texts: readonly unknown[] = [id, reason, place, ...list];
    return texts.every((text) => typeof text === "string") && Object.keys(unknown).length === 0;
  };
  if (!Array.isArray(json) || !json.every(isRight)) {
    throw new UsageError(
      `${file} must be a list of { "id", "found", "reason", "place"? }, all of them texts; "found" may be a list of texts`,
      cliProblemIds.file,
    );
  }
  return json as readonly InputAcknowledgement[]; // every entry was looked at
}
