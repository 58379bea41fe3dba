import { knownActions, nearestActions } from "../catalog";
import { expand } from "../policy";
import { exitCodes } from "./command";
import { declareCommand } from "./declaration";

/** Prints the known actions that a pattern matches. */
export const expandCommand = declareCommand({
  description: "Lists the known actions that a pattern matches, one per line.",
  arguments: [{ name: "pattern", about: "an action with * and ?, e.g. 'agentrun:Get*'" }],
  examples: ["agentrun-ram expand 'agentrun:Get*'"],
  run({ args: [pattern] }, output) {
    const names = expand(pattern, knownActions);
    for (const name of names) output.out(name);
    if (names.length > 0) return exitCodes.ok;
    const near = nearestActions(pattern);
    output.err(`no known action matches ${pattern}${near.length === 0 ? "" : `; did you mean ${near.join(" or ")}?`}`);
    return exitCodes.found;
  },
});
