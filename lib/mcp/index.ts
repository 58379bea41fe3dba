/** Answers agents over the Model Context Protocol: read-only tools on the files of one folder. */
export { type McpTool, mcpTools } from "./tools";
export type { McpConfiguration, ReviewConfiguration } from "./configured";
export { serveMcp } from "./server";
export { MissingSdkError } from "./sdk";
export { ToolInputError } from "./tool-input-error";
