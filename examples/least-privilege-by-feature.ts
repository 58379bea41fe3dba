/** A team that builds sandboxes and looks at agents, in its own workspace: exactly that, and nothing else. */
import { TerraformOutput, TerraformStack } from "cdktf";
import { LeastPrivilege, providerConfigFromEnvironment } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import type { Construct } from "constructs";

export class LeastPrivilegeByFeature extends TerraformStack {
  constructor(scope: Construct, name: string) {
    super(scope, name);
    new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });

    const team = new LeastPrivilege(this, "SandboxTeam", {
      features: { sandboxes: "manage", agents: "view" },
      within: { workspace: "team-a", region: "cn-hangzhou", accountId: "1234567890123456" },
      // Secrets are never part of a feature: they are asked for by name.
      secrets: { credentials: ["openai"] },
      // The role that the sandboxes run as, and no other.
      passRoles: ["AliyunAgentRunDefaultRole"],
      // Deletions, secrets and the passing of roles need a second factor.
      dangerousConditions: { Bool: { "acs:MFAPresent": "true" } },
      attachTo: { groups: ["sandbox-team"] },
    });

    // What RAM cannot narrow is known, with the reason; here it becomes an output of the stack.
    new TerraformOutput(this, "not-narrowed", {
      value: team.report?.wide.map(({ action, why }) => `${action}: ${why}`),
    });

    // Who only calls the team's agents.
    new LeastPrivilege(this, "Callers", {
      features: { invocation: "invoke" },
      conditions: { Bool: { "acs:SecureTransport": "true" }, IpAddress: { "acs:SourceIp": ["203.0.113.0/24"] } },
      attachTo: { users: ["shop-backend"] },
    });
  }
}
