import { knownActions } from "../catalog";
import { formatFinding, policyKinds, policyProblemIds, rulePacks, validate } from "../policy";
import { readText, shownFile } from "./arguments";
import { exitCodes } from "./command";
import { configurationOptions, workingConfiguration } from "./config/read-configuration";
import { declareCommand } from "./declaration";
import { checkStandardInput } from "./input";

const kinds = Object.keys(policyKinds) as (keyof typeof policyKinds)[];

const packs = Object.keys(rulePacks) as (keyof typeof rulePacks)[];

/** Validates one policy. */
export const validateCommand = declareCommand({
  description: "Reports what RAM would refuse in a policy, and deviations from best practice.",
  arguments: [{ name: "file", about: "a policy as JSON", path: "read" }],
  options: {
    kind: { value: "kind", about: "the kind of policy", choices: kinds, default: "identity" },
    rules: {
      value: "pack",
      about: "the rules to check; default: as the configuration says, else recommended",
      choices: packs,
    },
    format: { value: "format", about: "how to print findings", choices: ["text", "json"], default: "text" },
    ...configurationOptions,
  },
  examples: ["agentrun-ram validate policy.json", "agentrun-ram validate trust.json --kind trust --format json"],
  run({ args: [file], options }, output) {
    const { kind, format } = options;
    checkStandardInput(file, options.config);
    const { settings } = workingConfiguration(options);
    const { typed, findings } = validate(readText(file), kind, {
      knowledge: knownActions,
      rules: options.rules ?? settings.rules ?? "recommended",
      ...(settings.severities === undefined ? {} : { severities: settings.severities }),
      now: new Date().toISOString(),
    });
    if (format === "json") output.out(JSON.stringify(findings, null, 2));
    else for (const finding of findings) output.out(`${shownFile(file)}: ${formatFinding(finding)}`);
    // The file is not a policy.
    if (typed === undefined && findings.every(({ id }) => id === policyProblemIds.notADocument)) return exitCodes.usage;
    return findings.some(({ severity }) => severity === "error") ? exitCodes.found : exitCodes.ok;
  },
});
