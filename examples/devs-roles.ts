/** The roles behind deployments, in the names that the vendor gave them in 2026. */
import { TerraformStack } from "cdktf";
import { DevsCustomRole, DevsDefaultRole, providerConfigFromEnvironment } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import type { Construct } from "constructs";

export class DevsRoles extends TerraformStack {
  constructor(scope: Construct, name: string) {
    super(scope, name);
    new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });

    // One word switches role names, trusted service and policies together; "devs" is the older generation.
    new DevsCustomRole(this, "Custom", { generation: "functionai" });
    new DevsDefaultRole(this, "Default", { generation: "functionai" });
  }
}
