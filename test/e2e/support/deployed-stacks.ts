import { type App, TerraformStack } from "cdktf";
import {
  CustomPolicy,
  FunctionComputeServiceLinkedRole,
  PolicyStatement,
  Role,
  SystemPolicy,
  TrustPolicy,
} from "../../../lib";
import { AlicloudProvider } from "../../../lib/provider-alicloud/provider";
import { DataAlicloudRamGroups } from "../../../lib/provider-alicloud/data-alicloud-ram-groups";
import { DataAlicloudRamPolicies } from "../../../lib/provider-alicloud/data-alicloud-ram-policies";
import { DataAlicloudRamRoles } from "../../../lib/provider-alicloud/data-alicloud-ram-roles";
import { DataAlicloudRamSystemPolicys } from "../../../lib/provider-alicloud/data-alicloud-ram-system-policys";
import { DataAlicloudRamUsers } from "../../../lib/provider-alicloud/data-alicloud-ram-users";
import { RamGroup } from "../../../lib/provider-alicloud/ram-group";
import { RamGroupMembership } from "../../../lib/provider-alicloud/ram-group-membership";
import { RamUser } from "../../../lib/provider-alicloud/ram-user";
import { RamUserGroupAttachment } from "../../../lib/provider-alicloud/ram-user-group-attachment";
import { ResourceManagerControlPolicy } from "../../../lib/provider-alicloud/resource-manager-control-policy";
import { ResourceManagerControlPolicyAttachment } from "../../../lib/provider-alicloud/resource-manager-control-policy-attachment";
import { ResourceManagerResourceGroup } from "../../../lib/provider-alicloud/resource-manager-resource-group";
import { defaultAccountId } from "../../../lib/emulator";
import type { PolicyDocument } from "../../../lib/policy";
import { type HandCall, makeRole } from "./by-hand";
import { deployerDocuments } from "./deployer";

/** The versions of stacks: the first one, and one with every change that can be made in place. */
export type Edition = "first" | "second";

/** Stacks that together have every resource type and data source in the library's bindings. */
export const deployedStacks: Readonly<Record<string, (stack: TerraformStack, edition: Edition) => void>> = {
  grants(stack, edition) {
    const isFirst = edition === "first";
    const tags = tagsOf(edition);
    const role = new Role(stack, "Runner", {
      roleName: "runner",
      trust: TrustPolicy.forServices("fc.aliyuncs.com"),
      description: edition,
      tags,
    });
    new CustomPolicy(stack, "Run", {
      policyName: "run",
      document: [
        PolicyStatement.allow({ actions: `oss:${isFirst ? "Get" : "Put"}Object`, resources: "acs:oss:*:*:bucket/*" }),
      ],
      description: edition,
      tags,
      attachTo: { users: ["alice"], groups: ["dev"], roles: [role] },
    });
    new SystemPolicy(stack, "ReadOnly", {
      policyName: "AliyunAgentRunReadOnlyAccess",
      attachTo: {
        users: ["alice"],
        groups: ["dev"],
        roles: ["operator"],
        resourceGroup: { id: "rg-tests", accountAlias: "1234567890123456" },
      },
    });
  },

  // In a stack of its own, because the provider waits long for its deletion.
  "service-linked-role"(stack) {
    new FunctionComputeServiceLinkedRole(stack, "FunctionCompute", { protectFromDestroy: false });
  },

  principals(stack, edition) {
    const user = new RamUser(stack, "User", { name: "bob", displayName: edition });
    const group = new RamGroup(stack, "Group", { groupName: "ops", comments: edition });
    new RamUserGroupAttachment(stack, "Member", { userName: user.name, groupName: group.groupName });
    new RamGroupMembership(stack, "Members", {
      groupName: "testers",
      userNames: edition === "first" ? ["alice"] : ["alice", user.name],
    });
  },

  "resource-group"(stack, edition) {
    new ResourceManagerResourceGroup(stack, "ResourceGroup", {
      resourceGroupName: "tests",
      displayName: edition,
      tags: tagsOf(edition),
    });
  },

  "control-policy"(stack, edition) {
    const policy = new ResourceManagerControlPolicy(stack, "ControlPolicy", {
      controlPolicyName: "tests",
      description: edition,
      effectScope: "RAM",
      policyDocument: JSON.stringify({
        Version: "1",
        Statement: [{ Effect: "Deny", Action: ["ecs:*"], Resource: ["*"] }],
      }),
      tags: tagsOf(edition),
    });
    new ResourceManagerControlPolicyAttachment(stack, "ControlPolicyAttachment", {
      policyId: policy.id,
      targetId: "1234567890123456",
    });
  },

  data(stack) {
    new DataAlicloudRamGroups(stack, "Groups", { userName: "alice", policyName: "read", policyType: "Custom" });
    new DataAlicloudRamUsers(stack, "Users", { groupName: "dev", policyName: "read", policyType: "Custom" });
    new DataAlicloudRamRoles(stack, "Roles", { policyName: "read", policyType: "Custom", nameRegex: "^operator$" });
    new DataAlicloudRamPolicies(stack, "PoliciesOfRole", { roleName: "operator", enableDetails: true });
    new DataAlicloudRamPolicies(stack, "PoliciesOfUser", { userName: "alice", enableDetails: true });
    new DataAlicloudRamPolicies(stack, "PoliciesOfGroup", { groupName: "dev", enableDetails: true });
    new DataAlicloudRamSystemPolicys(stack, "SystemPolicies", { nameRegex: "^AliyunAgentRun" });
  },
};

/** Changes one tag and removes another. */
function tagsOf(edition: Edition): Record<string, string> {
  return edition === "first" ? { team: "a", purpose: "tests" } : { team: "b" };
}

/** Makes one of the stacks in an app. */
export function addStack(app: App, name: string, edition: Edition): void {
  const stack = new TerraformStack(app, name);
  new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
  deployedStacks[name]?.(stack, edition);
}

/** The document of `TerraformDeployerPolicy` for one of the stacks. */
export function deployerDocument(name: string): PolicyDocument {
  const documents = deployerDocuments((app) => {
    addStack(app, name, "first");
  }, defaultAccountId);
  return documents.get(name)!;
}

/** Objects that the stacks name without creating them. */
export const madeBefore: readonly HandCall[] = [
  { action: "CreateUser", parameters: { UserName: "alice" } },
  { action: "CreateGroup", parameters: { GroupName: "dev" } },
  { action: "CreateGroup", parameters: { GroupName: "testers" } },
  { action: "AddUserToGroup", parameters: { UserName: "alice", GroupName: "dev" } },
  makeRole("operator"),
  {
    action: "CreatePolicy",
    parameters: {
      PolicyName: "read",
      Description: "reads",
      PolicyDocument: '{"Version":"1","Statement":[{"Effect":"Allow","Action":["oss:GetObject"],"Resource":["*"]}]}',
    },
  },
  ...(["User", "Group", "Role"] as const).map((kind) => ({
    action: `AttachPolicyTo${kind}`,
    parameters: {
      PolicyName: "read",
      PolicyType: "Custom",
      [`${kind}Name`]: { User: "alice", Group: "dev", Role: "operator" }[kind],
    },
  })),
];
