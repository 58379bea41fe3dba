import { PolicyStatement } from "../../policy";
import { type RuntimeScope, runtimeArn, runtimeEndpointsArn } from "./runtime-scope";

/** Reading the details of these runtimes and their endpoints. Lists and versions cannot be limited to a runtime. */
export function readStatements(runtimes: readonly RuntimeScope[]): readonly PolicyStatement[] {
  return [
    PolicyStatement.allow({ actions: "agentrun:GetAgentRuntime", resources: runtimes.map(runtimeArn) }),
    PolicyStatement.allow({
      actions: "agentrun:GetAgentRuntimeEndpoint",
      resources: runtimes.map(runtimeEndpointsArn),
    }),
  ];
}
