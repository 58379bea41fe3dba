/** Administrators of AgentRun: every documented permission, for one group. */
import { TerraformStack } from "cdktf";
import { AgentRunFullAccess } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import type { Construct } from "constructs";

export class FullAccess extends TerraformStack {
  constructor(scope: Construct, name: string) {
    super(scope, name);
    new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou" });

    // The group is there already; only its name is needed.
    new AgentRunFullAccess(this, "Full", { attachTo: { groups: ["agentrun-admins"] } });
  }
}
