import { knownActions } from "../catalog";
import { minimize } from "../policy";
import { exitCodes } from "./command";
import { declareCommand } from "./declaration";
import { readPolicy } from "./read-policy";

/** Prints a policy in fewer bytes. */
export const minimizeCommand = declareCommand({
  description: "Prints a policy that decides the same in fewer bytes. How many bytes it saves goes to standard error.",
  arguments: [{ name: "file", about: "an identity policy as JSON", path: "read" }],
  options: {
    compact: { about: "also write wildcards for lists of known actions, which may match actions added later" },
  },
  exits: { 0: "the policy is printed" },
  examples: ["agentrun-ram minimize policy.json", "agentrun-ram minimize policy.json --compact"],
  run({ args: [file], options }, output) {
    const document = readPolicy(file);
    const result = options.compact
      ? minimize(document, { compact: "catalog", knowledge: knownActions })
      : minimize(document);
    output.out(result.document.toText());
    output.err(`${document.byteLength} bytes before, ${result.document.byteLength} after`);
    for (const { pattern, actions } of result.compactions) {
      output.err(`${pattern} stands for ${actions.join(", ")}, and for actions that the service adds later`);
    }
    if (!result.complete) output.err("not everything was compared: the policy may be larger than it could be");
    return exitCodes.ok;
  },
});
