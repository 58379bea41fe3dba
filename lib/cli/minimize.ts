import { knownActions } from "../catalog";
import { minimize } from "../policy";
import { shownFile } from "./arguments";
import { exitCodes } from "./command";
import { declareCommand } from "./declaration";
import { readPolicies } from "./read-policy";

/** Prints a policy in fewer bytes. */
export const minimizeCommand = declareCommand({
  description:
    "Prints an equivalent policy in fewer bytes, one policy on each line. Prints both sizes to standard error.",
  arguments: [{ name: "file", about: "an identity policy as JSON; - reads standard input", path: "read", many: true }],
  options: {
    compact: { about: "also replace lists of known actions by wildcards, which may match actions added later" },
  },
  examples: ["agentrun-ram minimize policy.json", "agentrun-ram minimize policy.json --compact"],
  run({ args: [files], options }, output) {
    for (const [index, document] of readPolicies(files).entries()) {
      const result = options.compact
        ? minimize(document, { compact: "catalog", knowledge: knownActions })
        : minimize(document);
      const note = (text: string): void => {
        output.note(files.length > 1 ? `${shownFile(files[index] ?? "")}: ${text}` : text);
      };
      output.out(result.document.toText());
      note(`${document.byteLength} bytes before, ${result.document.byteLength} after`);
      for (const { pattern, actions } of result.compactions) {
        note(`${pattern} replaces ${actions.join(", ")}; it also matches actions that the service adds later`);
      }
      if (!result.complete) note("the search was stopped early: a smaller policy may exist");
    }
    return exitCodes.ok;
  },
});
