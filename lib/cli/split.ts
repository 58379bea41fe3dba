import { split } from "../policy";
import { onlyArgument, parseArguments } from "./arguments";
import { type Command, UsageError, exitCodes } from "./command";
import { readPolicy } from "./read-policy";

/** Prints a policy as several that fit. */
export const splitCommand: Command = {
  name: "split",
  usage: "<file> [--limit <bytes>]",
  summary: "a JSON array of documents, each within the limit, that together decide as the policy does",
  run(args, output) {
    const { values, positionals } = parseArguments({
      args: [...args],
      allowPositionals: true,
      options: { limit: { type: "string" } },
    });
    const document = readPolicy(onlyArgument(positionals, "file"));
    if (values.limit !== undefined && !/^\d+$/.test(values.limit))
      throw new UsageError("--limit takes a number of bytes");
    const options = values.limit === undefined ? {} : { limit: Number(values.limit) };
    output.out(JSON.stringify(split(document, options).map((part) => part.document.toJson())));
    return exitCodes.ok;
  },
};
