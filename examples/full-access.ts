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
      { id: "RAM721", reason: "agentrun-admins administer roles of the account anyway" },
      { id: "RAM723", reason: "agentrun-admins may read credentials" },
      { id: "RAM716", reason: "the vendor's document, word for word" },
    );
  }
}
