import type { Construct } from "constructs";
import { AccessPolicy, type AccessProps } from "./access-policy";
import { invokeStatements, unconfirmedInvoke } from "./internal/invoke-statements";

/**
 * Calling agents and sandboxes with signed requests: the system policy AliyunAgentRunInvokeOnlyAccess
 * (`agentrun:Invoke*`), or an equal custom policy.
 *
 * With `runtimes` it is `agentrun:InvokeRuntime` on those runtimes and their endpoints; sandboxes belong to no runtime
 * and are left out. RAM's catalog of AgentRun does not list the invoke actions, so whether the service honours such a
 * scope is not confirmed (RAM314, a warning): where it does not, calls are refused.
 *
 * Callers that use an access token need `agentrun:GetAccessToken` instead, which is not part of this.
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
