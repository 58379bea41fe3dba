/** Two teams in one account, each in a workspace and a resource group of its own, who cannot touch each other's agents. */
import { TerraformStack } from "cdktf";
import { AgentRunTeam, type WorkspaceScope, providerConfigFromEnvironment } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import { RamGroup } from "cdktf-alicloud-agentrun/provider-alicloud/ram-group";
import { ResourceManagerResourceGroup } from "cdktf-alicloud-agentrun/provider-alicloud/resource-manager-resource-group";
import type { Construct } from "constructs";

const accountId = "1234567890123456";

export class TwoTeams extends TerraformStack {
  /** By the name of the workspace. */
  readonly teams: Readonly<Record<string, AgentRunTeam>>;

  constructor(scope: Construct, name: string, workspaceScope: WorkspaceScope = "practice") {
    super(scope, name);
    new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });
    this.teams = Object.fromEntries(
      ["search", "shop"].map((workspace) => [workspace, this.team(workspace, workspaceScope)]),
    );
  }

  private team(team: string, workspaceScope: WorkspaceScope): AgentRunTeam {
    // The workspace itself is made in the console, in this resource group.
    const resourceGroup = new ResourceManagerResourceGroup(this, `${team}-agents`, {
      resourceGroupName: `${team}-agents`,
      displayName: `${team}-agents`,
    });
    const developers = new RamGroup(this, `${team}-developers`, { groupName: `${team}-developers` });
    const leads = new RamGroup(this, `${team}-leads`, { groupName: `${team}-leads` });
    return new AgentRunTeam(this, team, {
      workspace: team,
      accountId,
      workspaceScope,
      resourceGroup: { id: resourceGroup.id, accountAlias: accountId },
      members: [
        { level: "developer", groups: [developers] },
        { level: "administrator", groups: [leads] },
      ],
      buckets: [`${team}-knowledge`],
      logstores: [{ project: `${team}-logs`, logstore: "agents" }],
      secrets: { credentials: [`${team}-model-key`], accessTokens: true },
      flowExecutionRole: true,
    });
  }
}
