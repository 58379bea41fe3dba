/** Knowledge bases of AgentRun on Model Studio: people who keep the indexes, and an application that asks them. */
import { TerraformStack } from "cdktf";
import { LeastPrivilege, providerConfigFromEnvironment } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import type { Construct } from "constructs";

export class ModelStudio extends TerraformStack {
  constructor(scope: Construct, name: string) {
    super(scope, name);
    new AlicloudProvider(this, "alicloud", { region: "cn-beijing", ...providerConfigFromEnvironment() });

    // Model Studio authorizes by operation only, so that no restriction could narrow this.
    new LeastPrivilege(this, "Editors", {
      features: { modelStudioIndexes: "manage", modelStudioFiles: "manage" },
      // Editors add and change, but do not throw away whole indexes.
      except: ["sfm:DeleteIndex"],
      attachTo: { groups: ["knowledge-editors"] },
    });
    new LeastPrivilege(this, "Search", {
      features: { modelStudioIndexes: "invoke" },
      attachTo: { users: ["shop-search"] },
    });
  }
}
