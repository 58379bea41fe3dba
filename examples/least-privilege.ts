/** Developers: AgentRun's core features, as the vendor's least-privilege policy has them. */
import { TerraformStack } from "cdktf";
import { LeastPrivilege, PolicyFindings, providerConfigFromEnvironment } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import type { Construct } from "constructs";

export class LeastPrivilegeForDevelopers extends TerraformStack {
  constructor(scope: Construct, name: string) {
    super(scope, name);
    new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });

    const core = new LeastPrivilege(this, "Core", {
      documented: true, // the vendor's policy on purpose; by feature it would be smaller
      policyName: "agentrun-core",
      attachTo: { groups: ["agentrun-developers"], users: ["ci-bot"] },
      tags: { team: "agents" },
    });

    // Synth warns of what the vendor's document does beyond its name, until someone says why that is right.
    PolicyFindings.acknowledge(core, {
      id: "RAM723",
      found: ["agentrun:Get* on *", "devs:Fetch* on *", "arms:Describe* on *"],
      reason: "developers may read the credentials of the test account",
    });
  }
}
