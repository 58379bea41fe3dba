/** Services that call agents with signed requests. */
import { TerraformStack } from "cdktf";
import { InvokeAccess, providerConfigFromEnvironment } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import type { Construct } from "constructs";

export class Invoke extends TerraformStack {
  constructor(scope: Construct, name: string) {
    super(scope, name);
    new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });

    new InvokeAccess(this, "Gateway", { attachTo: { roles: ["api-gateway"] } });

    // Equal to the vendor's policy today, and unchanged when the vendor's changes.
    new InvokeAccess(this, "Pinned", { as: "custom", attachTo: { users: ["nightly-tests"] } });
  }
}
