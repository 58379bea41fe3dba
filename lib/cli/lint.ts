import { rulePacks } from "../policy";
import { type InputFinding, lintSources } from "../review/lint-sources";
import { FindingPlaces } from "../review/places";
import type { LintFinding } from "../review/render";
import { findingsRenderers, formatsOf } from "../review/renderers";
import { readFileText, standardInput } from "../terraform/read-file";
import { exitCodes, wrongValue } from "./command";
import { configurationOptions, workingConfiguration } from "./config/read-configuration";
import { declareCommand } from "./declaration";
import { aboutInput, fileKinds, readInput, synthOptions } from "./input";
import { readLintAcknowledgements } from "./lint-acknowledgements";
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
    rules: {
      value: "pack",
      about: "the rules to check; default: as the configuration says, else recommended",
      choices: packs,
    },
    acknowledge: { value: "file", about: "findings to acknowledge, each with a reason", path: "read", many: true },
    kind: {
      value: "kind",
      about: "the kind of policy files; default: trust if they have a Principal, else identity",
      choices: fileKinds,
    },
    "max-warnings": {
      value: "number",
      about: "the number of warnings to tolerate; default: as the configuration says, else unlimited",
    },
    ...configurationOptions,
    ...synthOptions,
  },
  examples: [
    "agentrun-ram lint cdktf.out",
    'agentrun-ram lint git:origin/main --synth "npm ci && npx cdktf synth" --format sarif',
  ],
  run: withFailureInSarif("lint", ({ args: [given], options: values }, output) => {
    const { format } = values;
    const inputs = given.flatMap(matchingFiles);
    const { settings, name: configuration } = workingConfiguration(values);
    const rules = values.rules ?? settings.rules ?? "recommended";
    const ofConfiguration = { file: configuration ?? "", entries: settings.acknowledgements?.lint ?? [] };
    const acknowledgements = values.acknowledge?.map((file) => ({ file, entries: readLintAcknowledgements(file) }));
    const maxWarnings = readMaxWarnings(values["max-warnings"]) ?? settings.gates?.maxWarnings ?? Infinity;
    const sources = inputs.map((input) => ({ input, source: readInput(input, values, output) }));
    output.step(() => "validating");
    const result = lintSources(
      sources.map(({ source }) => source),
      {
        rules,
        ...(settings.severities === undefined ? {} : { severities: settings.severities }),
        acknowledgementFiles: acknowledgements ?? [ofConfiguration],
        now: new Date().toISOString(),
      },
    );
    const placed = format === "sarif" ? placedInSources(sources) : placedByName;
    const found: readonly LintFinding[] = [
      ...result.findings.map(placed),
      ...result.acknowledged.map(({ finding, reason }) => ({ ...placed(finding), acknowledged: reason })),
    ];
    const from = configuration === undefined ? {} : { configuration };
    output.out(findingsRenderers[format](found, { toolVersion: packageVersion(), ...from }));
    const count = (of: InputFinding["severity"]) => result.findings.filter(({ severity }) => severity === of).length;
    return count("error") > 0 || count("warning") > maxWarnings ? exitCodes.found : exitCodes.ok;
  }),
});

function readMaxWarnings(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text))
    throw wrongValue("--max-warnings", text, "a whole number from 0", "write e.g. --max-warnings 0");
  return Number(text);
}

function placedByName(finding: InputFinding): LintFinding {
  const { file, address } = finding;
  return { file, finding, ...(address === undefined ? {} : { construct: address }) };
}

/** Adds the places of findings in source code and input files, as paths from the root of the repository. */
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
