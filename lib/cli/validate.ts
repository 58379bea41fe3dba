import { knownActions } from "../catalog";
import { type Validation, formatFinding, policyKinds, policyProblemIds, rulePacks, validate } from "../policy";
import { shownFile } from "./arguments";
import { InputError, exitCodes, problemLines } from "./command";
import { configurationOptions, workingConfiguration } from "./config/read-configuration";
import { declareCommand } from "./declaration";
import { eachFile, readPolicyText } from "./read-policy";

const kinds = Object.keys(policyKinds) as (keyof typeof policyKinds)[];

const packs = Object.keys(rulePacks) as (keyof typeof rulePacks)[];

/** Validates one policy. */
export const validateCommand = declareCommand({
  description: "Reports what RAM would refuse in policies, and deviations from best practice.",
  arguments: [{ name: "file", about: "a policy as JSON; - reads standard input", path: "read", many: true }],
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
  run({ args: [files], options }, output) {
    const { kind, format } = options;
    const { settings } = workingConfiguration(options);
    const now = new Date().toISOString();
    const validated = eachFile(files, (name) => {
      const file = shownFile(name);
      const validation = validate(readPolicyText(name), kind, {
        knowledge: knownActions,
        rules: options.rules ?? settings.rules ?? "recommended",
        ...(settings.severities === undefined ? {} : { severities: settings.severities }),
        now,
      });
      if (isNoPolicy(validation)) throw new InputError(problemLines(validation.findings, file));
      return { file, ...validation };
    });
    if (format === "json") {
      const ofFile = (file: string) => (files.length > 1 ? { file } : {});
      const all = validated.flatMap(({ file, findings }) => findings.map((one) => ({ ...ofFile(file), ...one })));
      output.out(JSON.stringify(all, null, 2));
    } else {
      for (const { file, findings } of validated) {
        for (const finding of findings) output.out(`${file}: ${formatFinding(finding)}`);
      }
    }
    const isWrong = validated.some(({ findings }) => findings.some(({ severity }) => severity === "error"));
    return isWrong ? exitCodes.found : exitCodes.ok;
  },
});

/** Whether a text is no policy at all, which makes the call wrong and is not a finding. */
function isNoPolicy({ typed, findings }: Validation): boolean {
  return typed === undefined && findings.every(({ id }) => id === policyProblemIds.notADocument);
}
