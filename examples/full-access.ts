/** Administrators of AgentRun: every documented permission, for one group. */
import { TerraformStack } from "cdktf";
import { AgentRunFullAccess, PolicyFindings, providerConfigFromEnvironment } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import type { Construct } from "constructs";

export class FullAccess extends TerraformStack {
  constructor(scope: Construct, name: string) {
    super(scope, name);
    new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });

    // The group is there already; only its name is needed.
    const full = new AgentRunFullAccess(this, "Full", { attachTo: { groups: ["agentrun-admins"] } });

    // The vendor's document does more than its name says; synth warns until someone says why that is right.
    PolicyFindings.acknowledge(
      full,
      {
        id: "RAM721",
        found: ["ram:CreateRole on *", "ram:AttachPolicyToRole on *"],
        reason: "agentrun-admins administer roles of the account anyway",
      },
      {
        id: "RAM723",
        found: [
          "agentrun:Get* on *",
          "devs:Fetch* on *",
          "arms:Describe* on *",
          "xtrace:Get* on *",
          "yundun-cert:Describe* on *",
        ],
        reason: "agentrun-admins may read credentials",
      },
      {
        id: "RAM735",
        found: "ram:CreateServiceLinkedRole on *",
        reason: "agentrun-admins set services up",
      },
      { id: "RAM313", found: "5807 bytes", reason: "nothing is added to the vendor's document" },
    );
  }
}
