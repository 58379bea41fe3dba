/** The role that executes Flow Agents, without what the account's flows never use. */
import { TerraformOutput, TerraformStack } from "cdktf";
import { FlowExecutionRole, providerConfigFromEnvironment } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import type { Construct } from "constructs";

export class FlowExecution extends TerraformStack {
  constructor(scope: Construct, name: string) {
    super(scope, name);
    new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });

    const role = new FlowExecutionRole(this, "Flow", {
      nodes: { knowledgeBase: false, triggers: false },
    });

    new TerraformOutput(this, "flow_role_arn", { value: role.arn });
  }
}
