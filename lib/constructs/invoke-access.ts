import type { Construct } from "constructs";
import { AccessPolicy, type AccessProps } from "./access-policy";
import { invokeStatements, unconfirmedInvoke } from "./internal/invoke-statements";

/**
 * Permission to call agents and sandboxes with signed requests: the system policy AliyunAgentRunInvokeOnlyAccess
 * (`agentrun:Invoke*`), or an equal custom policy.
 *
 * With `runtimes`, it is `agentrun:InvokeRuntime` on those runtimes and their endpoints, without sandboxes, which
 * belong to no runtime. AgentRun's authorization page does not list the invoke actions, so it is not confirmed that the
 * service supports such a scope (RAM314, a warning). If it does not, it refuses calls.
 *
 * Callers with an access token need `agentrun:GetAccessToken` instead, which is not included.
 *
 * Reported at synth: RAM307 for options of a custom policy with the system policy, RAM315 for invalid runtimes, and
 * what {@link CustomPolicy} or {@link SystemPolicy} reports.
 *
 * @example
 * new InvokeAccess(this, "Callers", { attachTo: { users: ["shop-backend"] } });
 */
export class InvokeAccess extends AccessPolicy {
  public constructor(scope: Construct, id: string, props: AccessProps = {}) {
    super(scope, id, props, {
      systemPolicyName: "AliyunAgentRunInvokeOnlyAccess",
      description: "AgentRun: calling agents and sandboxes",
      statementsFor: invokeStatements,
    });
    if (props.as === "custom" && props.runtimes !== undefined) {
      this.addWarnings([unconfirmedInvoke(props.runtimes)]);
    }
  }
}
