import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { McpConfiguration } from "./configured";
import { modelContextProtocol } from "./sdk";
import { ToolInputError } from "./tool-input-error";
import { callTool, mcpTools } from "./tools";

/** How a server is started. */
export interface ServerOptions {
  /** The folder that inputs must be in. */
  readonly root: string;
  readonly version: string;
  /** The message for an error, without a stack trace. */
  readonly messageOf: (error: unknown) => string;
  /** Makes text that comes from inputs safe to print. */
  readonly printable: (text: string) => string;
  /** @default - none */
  readonly configuration?: McpConfiguration;
  /** @default - standard input and output */
  readonly transport?: Transport;
}

/**
 * Serves until the client closes the connection.
 *
 * @throws MissingSdkError if the protocol's SDK is not installed
 */
export async function serveMcp({
  root,
  version,
  messageOf,
  printable,
  configuration,
  transport,
}: ServerOptions): Promise<void> {
  const { server: protocol, stdio, types } = modelContextProtocol();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the high-level API takes schemas of zod only
  const server = new protocol.Server({ name: "agentrun-ram", version }, { capabilities: { tools: {} } });
  server.setRequestHandler(types.ListToolsRequestSchema, () => ({
    tools: mcpTools.map(({ name, description, inputSchema }) => ({
      ...{ name, description, annotations: { readOnlyHint: true, openWorldHint: false } },
      inputSchema: { ...inputSchema, required: [...inputSchema.required] },
    })),
  }));
  server.setRequestHandler(types.CallToolRequestSchema, ({ params }) => {
    const answer = (text: string, isError: boolean) => ({
      content: [{ type: "text" as const, text: printable(text) }],
      isError,
    });
    const tool = mcpTools.find(({ name }) => name === params.name);
    try {
      if (tool === undefined) throw new ToolInputError(`there is no tool ${params.name}`);
      return answer(callTool(tool, params.arguments ?? {}, root, configuration), false);
    } catch (error) {
      return answer(error instanceof ToolInputError ? error.message : messageOf(error), true);
    }
  });
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
  });
  await server.connect(transport ?? new stdio.StdioServerTransport());
  if (transport === undefined) process.stdin.once("end", () => void server.close());
  await closed;
}
