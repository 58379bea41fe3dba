import { PullError, pullAccount, pullNoteKey } from "../adopt/pull-account";
import { isJsonObject } from "../policy/json-value";
import { cliProblemIds, exitCodes, missingOption, UsageError } from "./command";
import { declareCommand } from "./declaration";
import { resumable } from "./pull-progress";
import { accountCalls } from "./ram-client";
import { writeOutputs } from "./write-output";

/** Writes a listing of an account. */
export const pullCommand = declareCommand({
  description:
    "Reads an account into a listing, with calls that only read: users, groups, members, roles, policies, attachments and control policies. Other commands take the listing as an input. Needs the vendor's SDK, which finds the credentials.",
  options: {
    out: { value: "file", about: "the listing to write", path: "write" },
    endpoint: { value: "host:port", about: "an emulator, or a host of aliyuncs.com; default: the vendor's hosts" },
    force: { about: "replace a file that something else wrote" },
  },
  examples: ["agentrun-ram pull --out account.json", "agentrun-ram pull --out account.json --endpoint 127.0.0.1:4566"],
  run({ options: { out, endpoint, force } }, output) {
    if (out === undefined) throw missingOption("--out", "<file>");
    const progress = resumable(accountCalls(endpoint), `${out}.partial`);
    if (progress.known > 0) output.note(`continuing an interrupted pull, which had ${progress.known} responses`);
    const run = async () => {
      let responses = 0;
      const listing = await pullAccount(async (api, action, parameters) => {
        output.step(() => `${action}, after ${responses} responses`);
        responses += 1;
        return progress.call(api, action, parameters);
      });
      writeOutputs([{ file: out, text: `${JSON.stringify(listing, null, 2)}\n` }], { force, isOwn: isListing });
      progress.done();
      const { complete, missing } = listing[pullNoteKey] as {
        readonly complete: boolean;
        readonly missing: readonly string[];
      };
      for (const one of missing) output.err(`not read: ${one}`);
      return complete ? exitCodes.ok : exitCodes.found;
    };
    return run().catch((error: unknown) => {
      throw error instanceof PullError
        ? new UsageError(error.message, {
            id: cliProblemIds.file,
            fix: "fix the cause and run the command again; it continues from there",
          })
        : error;
    });
  },
});

function isListing(text: string): boolean {
  try {
    const json = JSON.parse(text) as unknown;
    return isJsonObject(json) && json[pullNoteKey] !== undefined;
  } catch {
    return false;
  }
}
