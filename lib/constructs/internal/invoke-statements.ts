import { PolicyStatement } from "../../policy";
import type { ConstructWarning } from "../checks/construct-warnings";
import { constructProblemIds } from "./problem-ids";
import { type RuntimeScope, runtimeArn, runtimeEndpointsArn } from "./runtime-scope";

/** Statements to call these runtimes and their endpoints. Sandboxes do not belong to a runtime. */
export function invokeStatements(runtimes: readonly RuntimeScope[]): readonly PolicyStatement[] {
  return [
    PolicyStatement.allow({
      actions: "agentrun:InvokeRuntime",
      resources: runtimes.flatMap((runtime) => [runtimeArn(runtime), runtimeEndpointsArn(runtime)]),
    }),
  ];
}

/** RAM314: the catalog of AgentRun's actions does not list the invoke actions, so that no page confirms their scope. */
export function unconfirmedInvoke(runtimes: readonly RuntimeScope[]): ConstructWarning {
  return {
    id: constructProblemIds.unconfirmedScope,
    path: "runtimes",
    found: "agentrun:InvokeRuntime on single runtimes, which no page of the vendor confirms",
    allowed: "the scope; if the service does not support it, it refuses calls",
    subject: runtimes.map(({ workspace, runtime }) => `${workspace}/${runtime}`).join(", "),
    fix: "test a call after the first deployment, and omit runtimes if it is refused",
  };
}
