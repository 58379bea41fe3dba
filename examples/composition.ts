/** The building blocks together: principals of the stack, a resource group, roles that exist, a token in an ARN. */
import { TerraformStack } from "cdktf";
import {
  AgentRunServiceLinkedRole,
  Arn,
  CustomPolicy,
  DevsCustomRole,
  DevsDefaultRole,
  InvokeAccess,
  PolicyStatement,
  Role,
  SystemPolicy,
  TrustPolicy,
  providerConfigFromEnvironment,
} from "cdktf-alicloud-agentrun";
import { DataAlicloudAccount } from "cdktf-alicloud-agentrun/provider-alicloud/data-alicloud-account";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import { RamGroup } from "cdktf-alicloud-agentrun/provider-alicloud/ram-group";
import { RamUser } from "cdktf-alicloud-agentrun/provider-alicloud/ram-user";
import type { Construct } from "constructs";

export class Composition extends TerraformStack {
  constructor(scope: Construct, name: string) {
    super(scope, name);
    new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });
    const account = new DataAlicloudAccount(this, "account");

    const team = new RamGroup(this, "Team", { groupName: "shop-agents" });
    const operator = new RamUser(this, "Operator", { name: "shop-operator" });

    // Code in runtimes of the shop runs as this role.
    const runtimeRole = new Role(this, "RuntimeRole", {
      roleName: "shop-runtime",
      trust: TrustPolicy.forServices("fc.aliyuncs.com"),
      maxSessionDuration: 7200,
    });

    // A policy of one's own. The account id is known at apply only and stays a reference.
    const runtimes = Arn.of({
      service: "agentrun",
      region: "cn-hangzhou",
      account: account.id,
      resource: "workspaces/shop/runtimes/*",
    });
    const operate = new CustomPolicy(this, "Operate", {
      document: [
        PolicyStatement.allow({
          actions: ["agentrun:GetAgentRuntime", "agentrun:UpdateAgentRuntime"],
          resources: runtimes.toString(),
        }),
        PolicyStatement.allow({
          actions: "ram:PassRole",
          resources: runtimeRole.arn,
          conditions: { StringEquals: { "acs:Service": "fc.aliyuncs.com" } },
        }),
      ],
      attachTo: { groups: [team], users: [operator] },
    });
    operate.attach({ roles: ["shop-pipeline"] });

    // A system policy, for the resources of one resource group only.
    new SystemPolicy(this, "ReadShop", {
      policyName: "AliyunAgentRunReadOnlyAccess",
      attachTo: {
        groups: [team],
        resourceGroup: { id: "rg-shop", accountAlias: account.id },
      },
    });

    // A role that is there and stays as it is: nothing is created, the name can be used.
    const devs = new DevsDefaultRole(this, "Devs", { mode: "existing", accountId: account.id });
    new InvokeAccess(this, "Invoke", { attachTo: { roles: [runtimeRole, devs] } });

    // Roles that the console has made, taken over into this stack's state.
    new DevsCustomRole(this, "Deployment", { mode: "import" });
    new AgentRunServiceLinkedRole(this, "AgentRun", { mode: "import" });
  }
}
