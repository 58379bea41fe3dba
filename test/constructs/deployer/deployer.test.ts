import { Fn, type TerraformStack, Token } from "cdktf";
import { catalogAction } from "cdktf-alicloud-agentrun/catalog";
import { CustomPolicy, PolicyStatement, ServiceLinkedRole, TerraformDeployerPolicy } from "../../../lib";
import { ramResources } from "../../../lib/terraform/ram-resources";
import { ramDataSources } from "../../../lib/terraform/ram-resources/data-sources";
import { type DeployRule, type DeployStep, deploySteps } from "../../../lib/terraform/ram-resources/deploy-rule";
import { DataAlicloudAccount } from "../../../lib/provider-alicloud/data-alicloud-account";
import { DataAlicloudRamPolicies } from "../../../lib/provider-alicloud/data-alicloud-ram-policies";
import { DataAlicloudRamRoles } from "../../../lib/provider-alicloud/data-alicloud-ram-roles";
import { DataAlicloudRamSystemPolicys } from "../../../lib/provider-alicloud/data-alicloud-ram-system-policys";
import { RamGroup } from "../../../lib/provider-alicloud/ram-group";
import { RamGroupMembership } from "../../../lib/provider-alicloud/ram-group-membership";
import { RamPolicy } from "../../../lib/provider-alicloud/ram-policy";
import { RamRole } from "../../../lib/provider-alicloud/ram-role";
import { RamUser } from "../../../lib/provider-alicloud/ram-user";
import { RamUserGroupAttachment } from "../../../lib/provider-alicloud/ram-user-group-attachment";
import { ResourceManagerControlPolicy } from "../../../lib/provider-alicloud/resource-manager-control-policy";
import { ResourceManagerControlPolicyAttachment } from "../../../lib/provider-alicloud/resource-manager-control-policy-attachment";
import { ResourceManagerResourceGroup } from "../../../lib/provider-alicloud/resource-manager-resource-group";
import schema from "../../../schema/alicloud.json";
import { newStack } from "../support";

const { resource_schemas: resources, data_source_schemas: data } =
  schema.provider_schemas["registry.terraform.io/aliyun/alicloud"];

function deployRulesOf(table: ReadonlyMap<string, { readonly deploy?: DeployRule }>) {
  return Object.fromEntries(
    [...table].flatMap(([type, { deploy }]) => (deploy === undefined ? [] : [[type, deploy] as const])),
  );
}

const deployRules = deployRulesOf(ramResources);
const deployDataRules = deployRulesOf(ramDataSources);

/** Bindings that ship without a rule, each with the reason. */
const reviewedExceptions: Readonly<Record<string, string>> = {};

/** What the provider calls for each type, from its code and from runs against a stand-in; not from the rules. */
const calls: Readonly<Record<string, string>> = {
  alicloud_ram_group: "ram: CreateGroup DeleteGroup GetGroup UpdateGroup",
  alicloud_ram_group_membership: "ram: AddUserToGroup ListUsersForGroup RemoveUserFromGroup",
  alicloud_ram_group_policy_attachment: "ram: AttachPolicyToGroup DetachPolicyFromGroup ListPoliciesForGroup",
  alicloud_ram_policy:
    "ram: CreatePolicy CreatePolicyVersion DeletePolicy DeletePolicyVersion GetPolicy ListPolicyVersions ListTagResources TagResources UntagResources UpdatePolicyDescription",
  alicloud_ram_role: "ram: CreateRole DeleteRole GetRole ListTagResources TagResources UntagResources UpdateRole",
  alicloud_ram_role_policy_attachment: "ram: AttachPolicyToRole DetachPolicyFromRole ListPoliciesForRole",
  alicloud_ram_user: "ram: CreateUser DeleteUser GetUser ListUsers UpdateUser",
  alicloud_ram_user_group_attachment: "ram: AddUserToGroup ListUsersForGroup RemoveUserFromGroup",
  alicloud_ram_user_policy_attachment: "ram: AttachPolicyToUser DetachPolicyFromUser ListPoliciesForUser",
  alicloud_resource_manager_control_policy:
    "resourcemanager: CreateControlPolicy DeleteControlPolicy GetControlPolicy ListTagResources TagResources UntagResources UpdateControlPolicy",
  alicloud_resource_manager_control_policy_attachment:
    "resourcemanager: AttachControlPolicy DetachControlPolicy ListControlPolicyAttachmentsForTarget",
  alicloud_resource_manager_policy_attachment: "ram: AttachPolicy DetachPolicy ListPolicyAttachments",
  alicloud_resource_manager_resource_group:
    "ram: CreateResourceGroup DeleteResourceGroup GetResourceGroup ListTagResources TagResources UntagResources UpdateResourceGroup; resourcemanager: GetResourceGroup ListTagResources TagResources UntagResources",
  alicloud_resource_manager_service_linked_role:
    "ram: CreateServiceLinkedRole DeleteServiceLinkedRole GetRole GetServiceLinkedRoleDeletionStatus",
};

describe("rules", () => {
  it("there is one for every binding of a resource, or a reason for none", () => {
    const covered = [...Object.keys(deployRules), ...Object.keys(reviewedExceptions)].sort();
    expect(covered).toEqual(Object.keys(resources).sort());
    for (const reason of Object.values(reviewedExceptions)) expect(reason.length).toBeGreaterThan(10);
  });

  it("there is one for every binding of a data source", () => {
    expect(Object.keys(deployDataRules).sort()).toEqual(Object.keys(data).sort());
  });

  it("has a row for each type in the table of calls", () => {
    expect(Object.keys(calls).sort()).toEqual(Object.keys(deployRules).sort());
  });

  it.each(Object.entries(calls))("%s takes exactly the actions of its calls", (type, expected) => {
    const named = expected.split("; ").flatMap((ofCode) => {
      const [code = "", ...names] = ofCode.split(" ");
      return names.map((name) => `${code}${name}`);
    });
    const { calls: ofStep } = deployRules[type]!;
    expect([...new Set(Object.values(ofStep).flat())].sort()).toEqual(named);
  });

  /** The provider has no update for these: a change of any argument replaces them. */
  const replacedByAnyChange = [
    ...["group", "role", "user"].map((kind) => `alicloud_ram_${kind}_policy_attachment`),
    "alicloud_ram_user_group_attachment",
    ...["control_policy_attachment", "policy_attachment", "service_linked_role"].map(
      (kind) => `alicloud_resource_manager_${kind}`,
    ),
  ];

  it.each(Object.entries(deployRules))("of %s have the calls of each step", (type, { calls: ofStep }) => {
    const without = deploySteps.filter((step) => ofStep[step].length === 0);
    expect(without).toEqual(replacedByAnyChange.includes(type) ? ["update"] : []);
    expect(ofStep.read.every((action) => /:(Get|List)/.test(action))).toBe(true);
    // Versions belong to a policy: an update creates and deletes them.
    const own = (steps: readonly DeployStep[], verb: RegExp) =>
      steps.flatMap((step) => ofStep[step]).filter((action) => verb.test(action) && !action.endsWith("PolicyVersion"));
    expect(own(["create", "read", "update"], /:(Delete|Detach)/)).toEqual([]);
    expect(own(["read", "update", "delete"], /:(Create|Attach)/)).toEqual([]);
  });

  const tables = [
    ["resource", deployRules, resources],
    ["data source", deployDataRules, data],
  ] as const;
  const rules = tables.flatMap(([kind, table, schemas]) =>
    Object.entries(table).map(([type, rule]) => [kind, type, rule, schemas] as const),
  );

  it.each(rules)("of the %s %s name arguments that the provider has, and actions that the catalog knows", (...row) => {
    const [, type, rule, schemas] = row;
    const { attributes } = (schemas as unknown as Record<string, { readonly block: { readonly attributes: object } }>)[
      type
    ]!.block;
    const named = [
      ...Object.values(rule.names ?? {}),
      ...Object.keys({ ...rule.whenSet, ...rule.assumedWhenSet }),
      ...Object.values(rule.conditions ?? {}),
      ...(rule.kind === undefined ? [] : [rule.kind.argument]),
    ];
    for (const argument of named) expect(Object.keys(attributes)).toContain(argument);
    expect(Object.keys(attributes).includes("force")).toBe(rule.forced !== undefined);
    const called = [...Object.values(rule.calls).flat(), ...(rule.forced?.calls ?? [])];
    const ofAssumedResources = [rule.assumed, rule.forced?.assumed].flatMap((rows) => Object.values(rows ?? {}).flat());
    expect(ofAssumedResources.filter((action) => !called.includes(action))).toEqual([]);
    const documented = called.filter((action) => !ofAssumedResources.includes(action));
    for (const action of [...documented, ...Object.values(rule.whenSet ?? {}).flat()]) {
      expect(catalogAction(action)?.resources).toBeDefined();
    }
    // What a page confirms is no assumption.
    const assumed = [
      rule.assumed ?? {},
      rule.forced?.assumed ?? {},
      ...Object.values(rule.assumedWhenSet ?? {}),
    ].flatMap((one) => Object.values(one).flat());
    for (const action of assumed) {
      expect(catalogAction(action)?.resources).toBeUndefined();
    }
  });
});

const read = PolicyStatement.allow({ actions: "agentrun:GetAgentRuntime", resources: "*" });

const policyCalls = (name: string) => [
  "CreatePolicy on ram::policy/*",
  `ListTagResources,TagResources,UntagResources,UpdatePolicyDescription,CreatePolicyVersion,DeletePolicy,DeletePolicyVersion,GetPolicy,ListPolicyVersions on ram::policy/${name}`,
];

it.each<[string, (stack: TerraformStack) => void, readonly string[]]>([
  [
    "attachments in a resource group",
    (s) =>
      new CustomPolicy(s, "P", {
        document: [read],
        policyName: "p",
        attachTo: { users: ["u"], roles: ["r"], resourceGroup: { id: "rg-1", accountAlias: "a" } },
      }),
    [
      "AttachPolicy,DetachPolicy on ims::user/* ram::policy/p ram::role/*",
      "ListPolicyAttachments on ram::*",
      ...policyCalls("p"),
    ],
  ],
  [
    "members of groups, one by one and as a list, by name and by reference",
    (s) => {
      const user = new RamUser(s, "U", { name: "u" });
      const group = new RamGroup(s, "G", { groupName: "g" });
      new RamUserGroupAttachment(s, "A", { userName: user.name, groupName: group.groupName });
      new RamGroupMembership(s, "M", { userNames: [user.name, "v"], groupName: "h" });
    },
    [
      "CreateGroup on ram::group/*",
      "AddUserToGroup,RemoveUserFromGroup on ram::group/g ram::group/h ram::user/u ram::user/v",
      "ListUsersForGroup on ram::group/g ram::group/h",
      "DeleteGroup,GetGroup,UpdateGroup on ram::group/g",
      "CreateUser,ListUsers on ram::user/*",
      "DeleteUser,GetUser,UpdateUser on ram::user/u",
    ],
  ],
  [
    "a list of members that only Terraform knows",
    (s) => new RamGroupMembership(s, "M", { userNames: Token.asList(Fn.split(",", "a,b")), groupName: "h" }),
    ["AddUserToGroup,RemoveUserFromGroup on ram::group/h ram::user/*", "ListUsersForGroup on ram::group/h"],
  ],
  [
    "a resource group",
    (s) => new ResourceManagerResourceGroup(s, "G", { displayName: "shop", resourceGroupName: "shop" }),
    [
      "CreateResourceGroup,DeleteResourceGroup,UpdateResourceGroup,GetResourceGroup,ListTagResources,TagResources,UntagResources,GetResourceGroup,ListTagResources,TagResources,UntagResources on ram::resourcegroup/*",
    ],
  ],
  [
    "a control policy and where it holds",
    (s) => {
      new ResourceManagerControlPolicy(s, "C", { controlPolicyName: "c", effectScope: "RAM", policyDocument: "{}" });
      new ResourceManagerControlPolicyAttachment(s, "A", { policyId: "cp-1", targetId: "fd-1" });
    },
    [
      "CreateControlPolicy,ListControlPolicyAttachmentsForTarget,ListTagResources,TagResources,UntagResources on *",
      "AttachControlPolicy,DetachControlPolicy on resourcemanager::account/* resourcemanager::folder/* resourcemanager::policy/controlpolicy/cp-1",
      "DeleteControlPolicy,GetControlPolicy,UpdateControlPolicy on resourcemanager::policy/controlpolicy/*",
    ],
  ],
  [
    "service-linked roles, of a known service and of another one",
    (s) => {
      new ServiceLinkedRole(s, "A", {
        serviceName: "agentrun.aliyuncs.com",
        roleName: "AliyunServiceRoleForAgentRun",
        customSuffix: "One",
      });
      new ServiceLinkedRole(s, "B", { serviceName: "ops.aliyuncs.com", roleName: "AliyunServiceRoleForOps" });
    },
    [
      "CreateServiceLinkedRole on ram::role/* if agentrun.aliyuncs.com",
      "CreateServiceLinkedRole on ram::role/* if ops.aliyuncs.com",
      "GetRole,GetServiceLinkedRoleDeletionStatus on ram::role/AliyunServiceRoleFor* ram::role/AliyunServiceRoleForAgentRun_One",
      "DeleteServiceLinkedRole on ram::role/AliyunServiceRoleFor* if ops.aliyuncs.com",
      "DeleteServiceLinkedRole on ram::role/AliyunServiceRoleForAgentRun_One if agentrun.aliyuncs.com",
    ],
  ],
  [
    "data sources, by what they are told",
    (s) => {
      new DataAlicloudAccount(s, "A");
      new DataAlicloudRamSystemPolicys(s, "S");
      new DataAlicloudRamRoles(s, "R", { policyName: "p", policyType: "Custom" });
      new DataAlicloudRamPolicies(s, "U", { userName: "u", groupName: "g" });
    },
    [
      "GetPolicy on ram::policy/* ram:system:policy/*",
      "ListPolicies on ram::policy/*",
      "ListPoliciesForUser on ram::user/u",
      "ListPoliciesForGroup on ram::group/g",
      "ListEntitiesForPolicy on ram::policy/p ram:system:policy/p",
      "GetRole,ListRoles on ram::role/*",
    ],
  ],
  [
    "a policy, a role, a user and a group that are deleted with all that hangs on them",
    (s) => {
      new RamPolicy(s, "P", { policyName: "p", policyDocument: "{}", force: true });
      new RamRole(s, "R", { roleName: "r", assumeRolePolicyDocument: "{}", force: true });
      new RamUser(s, "U", { name: "u", force: true });
      new RamGroup(s, "G", { groupName: "g", force: true });
    },
    [
      "CreatePolicy on ram::policy/*",
      "CreatePolicyVersion,DeletePolicy,DeletePolicyVersion,GetPolicy,ListEntitiesForPolicy,ListPolicyVersions,UpdatePolicyDescription on ram::policy/p",
      "ListTagResources,TagResources,UntagResources on ram::policy/p ram::role/r",
      "CreateRole on ram::role/*",
      "DeleteRole,GetRole,ListPoliciesForRole,UpdateRole on ram::role/r",
      "CreateUser,ListUsers on ram::user/*",
      "DeleteAccessKey,DeleteLoginProfile,DeleteUser,GetUser,ListAccessKeys,ListGroupsForUser,ListPoliciesForUser,UnbindMFADevice,UpdateUser on ram::user/u",
      "CreateGroup on ram::group/*",
      "DeleteGroup,GetGroup,ListPoliciesForGroup,ListUsersForGroup,UpdateGroup on ram::group/g",
      "RemoveUserFromGroup on ram::group/* ram::group/g ram::user/* ram::user/u",
      "DetachPolicyFromUser on ram::policy/* ram::policy/p ram::user/* ram::user/u ram:system:policy/*",
      "DetachPolicyFromGroup on ram::group/* ram::group/g ram::policy/* ram::policy/p ram:system:policy/*",
      "DetachPolicyFromRole on ram::policy/* ram::policy/p ram::role/* ram::role/r ram:system:policy/*",
    ],
  ],
  [
    "force that is false",
    (s) => new RamGroup(s, "G", { groupName: "g", force: false }),
    ["CreateGroup on ram::group/*", "DeleteGroup,GetGroup,UpdateGroup on ram::group/g"],
  ],
  [
    "a policy whose name is a pattern or could not be in an ARN",
    (s) => new RamPolicy(s, "P", { policyName: "a:b*", policyDocument: "{}" }),
    [
      "CreatePolicy,ListTagResources,TagResources,UntagResources,UpdatePolicyDescription,CreatePolicyVersion,DeletePolicy,DeletePolicyVersion,GetPolicy,ListPolicyVersions on ram::policy/*",
    ],
  ],
])("%s", (_, build, expected) => {
  const stack = newStack();
  build(stack);
  const deployer = new TerraformDeployerPolicy(newStack(), "D", { stacks: [stack], accountId: "1" });
  const lines = deployer.document.statements.map((statement) => {
    const { Action, Resource, Condition } = statement.toJson();
    const on = [Resource].flat().map((arn) =>
      String(arn)
        .replace(/^acs:(\w+):\*:/, "$1:")
        .replace(/:1:/, "::"),
    );
    const actions = [Action].flat().map((action) => String(action).split(":")[1]);
    const when =
      Condition === undefined
        ? ""
        : ` if ${Object.values(Condition.StringEquals ?? {})
            .flat()
            .join()}`;
    return `${[...actions].sort().join()} on ${on.join(" ")}${when}`;
  });
  const sorted = expected.map((line) => line.replace(/^\S+/, (names) => names.split(",").sort().join()));
  expect([...lines].sort()).toEqual([...sorted].sort());
});
