import { knownActions } from "../catalog";
import { expand } from "../policy";
import { onlyArgument, parseArguments } from "./arguments";
import { type Command, exitCodes } from "./command";

/** Prints the known actions that a pattern covers. */
export const expandCommand: Command = {
  name: "expand",
  usage: "<pattern>",
  summary: "the known actions that a pattern covers, one a line, e.g. 'agentrun:Get*'",
  run(args, output) {
    const { positionals } = parseArguments({ args: [...args], allowPositionals: true });
    const pattern = onlyArgument(positionals, "pattern");
    const names = expand(pattern, knownActions);
    for (const name of names) output.out(name);
    if (names.length > 0) return exitCodes.ok;
    output.err(`no known action is covered by ${pattern}`);
    return exitCodes.found;
  },
};
