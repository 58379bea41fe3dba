import { knownActions } from "../catalog";
import { minimize } from "../policy";
import { onlyArgument, parseArguments } from "./arguments";
import { type Command, exitCodes } from "./command";
import { readPolicy } from "./read-policy";

/** Prints a policy in fewer bytes. */
export const minimizeCommand: Command = {
  name: "minimize",
  usage: "<file> [--compact]",
  summary:
    "the same policy in fewer bytes; --compact also writes wildcards for lists of known actions, which may admit actions to come",
  run(args, output) {
    const { values, positionals } = parseArguments({
      args: [...args],
      allowPositionals: true,
      options: { compact: { type: "boolean" } },
    });
    const document = readPolicy(onlyArgument(positionals, "file"));
    const result =
      values.compact === true
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
};
