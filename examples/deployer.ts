/** The identity that runs `terraform apply` on this stack, allowed exactly what that takes. */
import { TerraformStack } from "cdktf";
import {
  FlowExecutionRole,
  PolicyFindings,
  Role,
  TerraformDeployerPolicy,
  unchecked,
  allow,
  CustomPolicy,
  providerConfigFromEnvironment,
} from "cdktf-alicloud-agentrun";
import { TrustPolicy } from "cdktf-alicloud-agentrun/policy";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import type { Construct } from "constructs";

export class Deployer extends TerraformStack {
  constructor(scope: Construct, name: string) {
    super(scope, name);
    new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });
    const accountId = "1234567890123456";

    // What is deployed: a role, and a policy whose actions the catalog has checked.
    new FlowExecutionRole(this, "Flows", { nodes: { knowledgeBase: false } });
    new CustomPolicy(this, "Bots", {
      document: [
        allow({ actions: "agentrun:ListIMBots", resources: "*" }),
        // In the API, but not yet on RAM's page: said explicitly, or it would not compile.
        allow({ actions: unchecked("agentrun:GetIMBot"), resources: "*" }),
      ],
      attachTo: { groups: ["bot-builders"] },
    });

    // Who deploys it. The policy follows whatever the stack holds at synth. It does not let the pipeline change the
    // policy itself: an administrator applies that once, and again when it changes.
    const pipeline = new Role(this, "Pipeline", {
      roleName: "agentrun-pipeline",
      trust: TrustPolicy.forAccount(accountId),
    });
    const deployer = new TerraformDeployerPolicy(this, "Deployer", { accountId, attachTo: { roles: [pipeline] } });
    // Bound to what was found: a new role or policy in the stack is to be looked at before it is acknowledged too.
    PolicyFindings.acknowledge(deployer, {
      id: "RAM721",
      found: [
        "ram:CreateRole on acs:ram:*:1234567890123456:role/*",
        "ram:CreatePolicy on acs:ram:*:1234567890123456:policy/*",
        "ram:CreatePolicyVersion on acs:ram:*:1234567890123456:policy/deployer-Bots-d730c79c",
        "ram:AttachPolicyToGroup on acs:ram:*:1234567890123456:group/bot-builders, acs:ram:*:1234567890123456:policy/deployer-Bots-d730c79c",
        "ram:UpdateRole on acs:ram:*:1234567890123456:role/AliyunFnFExecutionRole, acs:ram:*:1234567890123456:role/agentrun-pipeline",
        "ram:AttachPolicyToRole on acs:ram:*:1234567890123456:role/AliyunFnFExecutionRole, acs:ram:*:system:policy/AliyunAgentRunReadOnlyAccess, acs:ram:*:system:policy/... #280bfeae1c435c1a",
      ],
      reason: "whoever deploys permissions can extend them",
    });
  }
}
