/** Grants on a runtime and a role to single principals, each principal with one policy. */
import { TerraformStack } from "cdktf";
import { AgentRuntime, Principal, Role, providerConfigFromEnvironment } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import type { Construct } from "constructs";

export class Grants extends TerraformStack {
  constructor(scope: Construct, name: string) {
    super(scope, name);
    new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });

    // A runtime that is made elsewhere.
    const shop = new AgentRuntime(this, "Shop", { workspace: "shop", runtime: "order-agent" });
    const backend = Principal.fromUserName("shop-backend");
    shop.grantInvoke(backend).when({ IpAddress: { "acs:SourceIp": ["203.0.113.0/24"] } });
    shop.grantRead(backend);

    // A role that exists already, and who may give it to Function Compute.
    const runtime = new Role(this, "Runtime", {
      mode: "existing",
      roleName: "shop-runtime",
      accountId: "1234567890123456",
    });
    runtime.grantPassRole(Principal.fromGroupName("deployers"), "fc.aliyuncs.com");
  }
}
