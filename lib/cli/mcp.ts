import { MissingSdkError, ToolInputError, serveMcp } from "../mcp";
import { UsageError, exitCodes } from "./command";
import { declareCommand } from "./declaration";
import { failureText } from "./failure";
import { packageVersion } from "./package-version";
import { safeText } from "./safe-output";

/** Serves agents. */
export const mcpCommand = declareCommand({
  description:
    "Serves the Model Context Protocol on standard input and output, for agents: least_privilege, evaluate, lint, review, explain_denied and catalog_search. Reads files of the working folder only, writes nothing, and uses no network. Needs the package @modelcontextprotocol/sdk.",
  examples: ["agentrun-ram mcp"],
  async run() {
    const messageOf = (error: unknown): string =>
      error instanceof ToolInputError ? error.message : failureText(error);
    try {
      await serveMcp({ root: process.cwd(), version: packageVersion(), messageOf, printable: safeText });
    } catch (error) {
      if (error instanceof MissingSdkError)
        throw new UsageError("it needs the package @modelcontextprotocol/sdk", {
          fix: "run npm install @modelcontextprotocol/sdk first",
        });
      throw error;
    }
    return exitCodes.ok;
  },
});
