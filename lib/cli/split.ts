import { split } from "../policy";
import { UsageError, exitCodes } from "./command";
import { declareCommand } from "./declaration";
import { readPolicy } from "./read-policy";

/** Prints a policy as several that fit. */
export const splitCommand = declareCommand({
  description: "Prints a JSON array of documents, each within the limit, that together decide as the policy does.",
  arguments: [{ name: "file", about: "an identity policy as JSON", path: "read" }],
  options: { limit: { value: "bytes", about: "the size that each document may have; RAM's limit by default" } },
  exits: { 0: "the documents are printed" },
  examples: ["agentrun-ram split policy.json", "agentrun-ram split policy.json --limit 2048"],
  run({ args: [file], options: { limit } }, output) {
    const document = readPolicy(file);
    if (limit !== undefined && !/^\d+$/.test(limit)) {
      throw new UsageError(`--limit takes a number of bytes, found ${limit}`);
    }
    const options = limit === undefined ? {} : { limit: Number(limit) };
    output.out(JSON.stringify(split(document, options).map((part) => part.document.toJson())));
    return exitCodes.ok;
  },
});
