import { knownActions } from "../catalog";
import { formatFinding, isPolicyKind, policyKinds, policyProblemIds, rulePacks, validate } from "../policy";
import { onlyArgument, parseArguments, readText } from "./arguments";
import { type Command, UsageError, exitCodes } from "./command";

/** Tells what is wrong with a policy. */
export const validateCommand: Command = {
  name: "validate",
  usage: "<file> [--kind identity|trust|control|session] [--rules recommended|strict|syntax] [--format text|json]",
  summary:
    "what RAM would refuse in a policy, and what people regret (exit code 0 clean or warnings, 1 unreadable, 2 errors)",
  run(args, output) {
    const { values, positionals } = parseArguments({
      args: [...args],
      allowPositionals: true,
      options: { kind: { type: "string" }, format: { type: "string" }, rules: { type: "string" } },
    });
    const file = onlyArgument(positionals, "file");
    const { kind = "identity", format = "text", rules = "recommended" } = values;
    if (!isPolicyKind(kind)) throw new UsageError(`--kind must be one of ${Object.keys(policyKinds).join(", ")}`);
    if (!isRulePack(rules)) throw new UsageError(`--rules must be one of ${Object.keys(rulePacks).join(", ")}`);
    if (format !== "text" && format !== "json") throw new UsageError("--format must be text or json");
    const { typed, findings } = validate(readText(file), kind, { knowledge: knownActions, rules });
    if (format === "json") output.out(JSON.stringify(findings, null, 2));
    else for (const finding of findings) output.out(`${file}: ${formatFinding(finding)}`);
    // Where nothing of a policy was found there is nothing to judge.
    if (typed === undefined && findings.every(({ id }) => id === policyProblemIds.notADocument)) return exitCodes.usage;
    return findings.some(({ severity }) => severity === "error") ? exitCodes.found : exitCodes.ok;
  },
};

function isRulePack(word: string): word is keyof typeof rulePacks {
  return Object.hasOwn(rulePacks, word);
}
