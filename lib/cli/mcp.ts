import { MissingSdkError, serveMcp } from "../mcp";
import { standardInput } from "../terraform/standard-input";
import { UsageError, exitCodes, wrongValue } from "./command";
import { configurationOptions, workingConfiguration } from "./config/read-configuration";
import { declareCommand } from "./declaration";
import { failureText } from "./failure";
import { mcpConfiguration } from "./mcp-configuration";
import { packageVersion } from "./package-version";
import { safeText } from "./safe-output";

/** Serves agents. */
export const mcpCommand = declareCommand({
  description:
    "Serves the Model Context Protocol on standard input and output, for agents: least_privilege, evaluate, lint, review, explain_denied and catalog_search. Reads files of the working folder only, writes nothing, and uses no network. Needs the package @modelcontextprotocol/sdk.",
  options: { ...configurationOptions },
  examples: ["agentrun-ram mcp", "agentrun-ram mcp --config ../agentrun-ram.config.json"],
  async run({ options }) {
    if (options.config === standardInput) {
      throw wrongValue("--config", standardInput, "a file, because the client writes to standard input", "name a file");
    }
    workingConfiguration(options); // fails now rather than at each call
    try {
      await serveMcp({
        root: process.cwd(),
        version: packageVersion(),
        messageOf: failureText,
        printable: safeText,
        configuration: mcpConfiguration(options),
      });
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
