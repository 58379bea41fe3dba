/** The two service-linked roles. Protected against destroy, because the whole account shares them. */
import { TerraformStack } from "cdktf";
import {
  AgentRunServiceLinkedRole,
  FunctionComputeServiceLinkedRole,
  providerConfigFromEnvironment,
} from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import type { Construct } from "constructs";

export class ServiceLinkedRoles extends TerraformStack {
  constructor(scope: Construct, name: string) {
    super(scope, name);
    new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });

    new FunctionComputeServiceLinkedRole(this, "FunctionCompute");
    new AgentRunServiceLinkedRole(this, "AgentRun");
  }
}
