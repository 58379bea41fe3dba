/** Everything that an account needs before AgentRun is first used, in one construct. */
import { TerraformStack } from "cdktf";
import { AgentRunFoundation, providerConfigFromEnvironment } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import type { Construct } from "constructs";

export class Foundation extends TerraformStack {
  constructor(scope: Construct, name: string) {
    super(scope, name);
    new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });

    new AgentRunFoundation(this, "Foundation", {
      // Most accounts have used Function Compute before.
      functionComputeServiceLinkedRole: { mode: "existing" },
      // Flow Agents are optional.
      flowExecutionRole: true,
    });
  }
}
