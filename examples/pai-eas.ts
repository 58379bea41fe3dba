/** Models of PAI EAS behind an agent: a team that runs one service, and one that looks at all of them. */
import { TerraformStack } from "cdktf";
import { LeastPrivilege, providerConfigFromEnvironment } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import type { Construct } from "constructs";

export class PaiEas extends TerraformStack {
  constructor(scope: Construct, name: string) {
    super(scope, name);
    new AlicloudProvider(this, "alicloud", { region: "cn-shanghai", ...providerConfigFromEnvironment() });

    new LeastPrivilege(this, "ModelTeam", {
      features: { paiServices: "manage" },
      within: { region: "cn-shanghai", paiServices: ["ranking"] },
      attachTo: { groups: ["ranking-team"] },
    });
    new LeastPrivilege(this, "Operators", {
      features: { paiServices: "view", paiGateways: "view", paiResources: "view" },
      attachTo: { groups: ["operators"] },
    });
  }
}
