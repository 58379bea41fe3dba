/** Auditors read everything; a dashboard reads one runtime. */
import { TerraformStack } from "cdktf";
import { ReadOnlyAccess, providerConfigFromEnvironment } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import type { Construct } from "constructs";

export class ReadOnly extends TerraformStack {
  constructor(scope: Construct, name: string) {
    super(scope, name);
    new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });

    // The vendor's system policy: nothing is created but the attachment.
    new ReadOnlyAccess(this, "Auditors", { attachTo: { groups: ["auditors"] } });

    // A policy of the account's own, for one runtime. Lists and secrets are not part of it.
    new ReadOnlyAccess(this, "Dashboard", {
      as: "custom",
      runtimes: [{ workspace: "shop", runtime: "order-agent" }],
      attachTo: { users: ["dashboard"] },
    });
  }
}
