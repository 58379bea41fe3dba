/** Developers: AgentRun's core features, as the vendor's least-privilege policy has them. */
import { TerraformStack } from "cdktf";
import { LeastPrivilege } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import type { Construct } from "constructs";

export class LeastPrivilegeForDevelopers extends TerraformStack {
  constructor(scope: Construct, name: string) {
    super(scope, name);
    new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou" });

    new LeastPrivilege(this, "Core", {
      policyName: "agentrun-core",
      attachTo: { groups: ["agentrun-developers"], users: ["ci-bot"] },
      tags: { team: "agents" },
    });
  }
}
