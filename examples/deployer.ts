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
    PolicyFindings.acknowledge(deployer, { id: "RAM721", reason: "whoever deploys permissions can extend them" });
  }
}
