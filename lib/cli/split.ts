import { split } from "../policy";
import { exitCodes, wrongValue } from "./command";
import { declareCommand } from "./declaration";
import { readPolicies } from "./read-policy";

/** Splits a policy into documents within the size limit. */
export const splitCommand = declareCommand({
  description:
    "Splits a policy into documents within the size limit that are together equivalent. Prints one JSON array per file, each on a line.",
  arguments: [{ name: "file", about: "an identity policy as JSON; - reads standard input", path: "read", many: true }],
  options: { limit: { value: "bytes", about: "the maximum size of a document; default: RAM's limit" } },
  examples: ["agentrun-ram split policy.json", "agentrun-ram split policy.json --limit 2048"],
  run({ args: [files], options: { limit } }, output) {
    const documents = readPolicies(files);
    if (limit !== undefined && !/^\d+$/.test(limit)) {
      throw wrongValue("--limit", limit, "a number of bytes", "write e.g. --limit 6144");
    }
    const options = limit === undefined ? {} : { limit: Number(limit) };
    for (const document of documents) {
      output.out(JSON.stringify(split(document, options).map((part) => part.document.toJson())));
    }
    return exitCodes.ok;
  },
});
