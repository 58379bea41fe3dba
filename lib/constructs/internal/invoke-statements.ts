import { PolicyStatement } from "../../policy";
import { type RuntimeScope, runtimeArn, runtimeEndpointsArn } from "./runtime-scope";

/** Calling these runtimes and their endpoints. Sandboxes belong to no runtime. */
export function invokeStatements(runtimes: readonly RuntimeScope[]): readonly PolicyStatement[] {
  return [
    PolicyStatement.allow({
      actions: "agentrun:InvokeRuntime",
      resources: runtimes.flatMap((runtime) => [runtimeArn(runtime), runtimeEndpointsArn(runtime)]),
    }),
  ];
}
