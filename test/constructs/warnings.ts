import { TerraformResource, type TerraformStack } from "cdktf";
import {
  AgentRunDefaultRole,
  AgentRunFullAccess,
  DevsCustomRole,
  DevsDefaultRole,
  FlowExecutionRole,
  InvokeAccess,
  LeastPrivilege,
  SystemPolicy,
  TerraformDeployerPolicy,
} from "../../lib";
import { RamGroup } from "../../lib/provider-alicloud/ram-group";
import { ResourceManagerResourceGroup } from "../../lib/provider-alicloud/resource-manager-resource-group";

/** What synth lets pass with a warning. */
export const warnings: readonly (readonly [string, (stack: TerraformStack) => void, readonly string[]])[] = [
  [
    "a system policy for nobody",
    (s) => new SystemPolicy(s, "S", { policyName: "AliyunFnFFullAccess" }),
    ["RAM321 test/S"],
  ],
  [
    "an action of a retired operation",
    (s) => new LeastPrivilege(s, "L", { actions: ["agentrun:CreateMemory"], attachTo: { groups: ["team-a"] } }),
    ["RAM636 test/L"],
  ],
  [
    "a resource whose deployment is not known",
    (s) => {
      new RamGroup(s, "G", { groupName: "g" });
      new TerraformResource(s, "B", { terraformResourceType: "alicloud_oss_bucket" });
      new TerraformDeployerPolicy(s, "D");
    },
    ["RAM317 test/D"],
  ],
  [
    "a resource group, whose id is known only when it is there",
    (s) => {
      new ResourceManagerResourceGroup(s, "G", { displayName: "shop", resourceGroupName: "shop" });
      new TerraformDeployerPolicy(s, "D");
    },
    ["RAM317 test/D"],
  ],
  [
    "an unknown system policy",
    (s) => new SystemPolicy(s, "S", { policyName: "AliyunNewAccess" }),
    ["RAM312 test/S", "RAM321 test/S"],
  ],
  [
    "the vendor's full policy, at 94 %, and what it does",
    (s) => new AgentRunFullAccess(s, "F"),
    [
      ...[
        "RAM723 test",
        "RAM723 test",
        "RAM721 test",
        "RAM721 test",
        "RAM735 test",
        "RAM723 test",
        "RAM723 test",
        "RAM723 test",
      ],
      "RAM313 test/F",
    ],
  ],
  [
    "the documented policy where nothing says that it is meant",
    (s) => new LeastPrivilege(s, "L"),
    ["RAM723 test", "RAM723 test", "RAM723 test", "RAM325 test/L"],
  ],
  [
    "the documented policy on purpose",
    (s) => new LeastPrivilege(s, "L", { documented: true }),
    ["RAM723 test", "RAM723 test", "RAM723 test"],
  ],
  [
    "a region and an account id that are probably wrong",
    (s) =>
      new LeastPrivilege(s, "L", {
        features: { tools: "view" },
        within: { region: "cn-hangzou", accountId: "123" },
      }),
    ["RAM630 test/L", "RAM631 test/L"],
  ],
  [
    "kinds of nodes left out of a role that is imported",
    (s) => new FlowExecutionRole(s, "F", { mode: "import", nodes: { knowledgeBase: false, triggers: false } }),
    ["RAM327 test/F"],
  ],
  [
    "other policies than the documented ones on roles that are imported",
    (s) => {
      new DevsCustomRole(s, "C", { mode: "import", policies: ["AliyunDevsAgentrunDeployPolicy"] });
      new DevsDefaultRole(s, "D", { mode: "import", policies: [] });
      new AgentRunDefaultRole(s, "R", { mode: "import", policies: ["AliyunAgentRunReadOnlyAccess"] });
    },
    ["RAM327 test/C", "RAM327 test/D", "RAM327 test/R"],
  ],
  [
    "invoking single runtimes, which no page confirms",
    (s) => new InvokeAccess(s, "A", { as: "custom", runtimes: [{ workspace: "w", runtime: "r" }] }),
    ["RAM314 test/A"],
  ],
];
