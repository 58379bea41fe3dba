import { knownActions } from "../catalog";
import { minimize } from "../policy";
import { exitCodes } from "./command";
import { declareCommand } from "./declaration";
import { readPolicy } from "./read-policy";

/** Prints a policy in fewer bytes. */
export const minimizeCommand = declareCommand({
  description: "Prints an equivalent policy in fewer bytes. Prints both sizes to standard error.",
  arguments: [{ name: "file", about: "an identity policy as JSON", path: "read" }],
  options: {
    compact: { about: "also replace lists of known actions by wildcards, which may match actions added later" },
  },
  examples: ["agentrun-ram minimize policy.json", "agentrun-ram minimize policy.json --compact"],
  run({ args: [file], options }, output) {
    const document = readPolicy(file);
    const result = options.compact
      ? minimize(document, { compact: "catalog", knowledge: knownActions })
      : minimize(document);
    output.out(result.document.toText());
    output.note(`${document.byteLength} bytes before, ${result.document.byteLength} after`);
    for (const { pattern, actions } of result.compactions) {
      output.note(`${pattern} replaces ${actions.join(", ")}; it also matches actions that the service adds later`);
    }
    if (!result.complete) output.note("the search was stopped early: a smaller policy may exist");
    return exitCodes.ok;
  },
});
