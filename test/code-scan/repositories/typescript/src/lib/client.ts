import AgentRun20250910, * as $AgentRun20250910 from "@alicloud/agentrun20250910";
import { $OpenApiUtil } from "@alicloud/openapi-core";

export function createClient(): AgentRun20250910 {
  const config = new $OpenApiUtil.Config({ endpoint: "agentrun.cn-hangzhou.aliyuncs.com" });
  return new AgentRun20250910(config);
}

export const request = new $AgentRun20250910.ListToolsRequest({});
export { AgentRuntime as Runtime } from "@agentrun/sdk";
export * from "./credentials";
