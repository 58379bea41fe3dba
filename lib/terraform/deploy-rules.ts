import { serviceLinkedRoleOf } from "../catalog/service-linked-roles";

/**
 * What the provider calls to create, read, update and delete one kind of resource. On what an action is authorized is
 * the catalog's to say.
 */
export interface DeployRule {
  readonly actions: readonly string[];
  /** Actions on templates of ARNs, which no page confirms: by analogy, so that a wrong guess fails loudly at apply. */
  readonly assumed?: Readonly<Record<string, readonly string[]>>;
  /** Further actions where an argument is set. */
  readonly whenSet?: Readonly<Record<string, readonly string[]>>;
  /** Further assumed actions where an argument is set. */
  readonly assumedWhenSet?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Arguments that hold the values of variables in ARN templates. Any other variable but the account's is `*`. */
  readonly names?: Readonly<Record<string, string>>;
  /** Variables whose values follow from arguments without being one of them. */
  readonly derived?: Readonly<Record<string, (text: (argument: string) => string | undefined) => string>>;
  /** Arguments that hold what a condition key must be, for the actions that know the key and change something. */
  readonly conditions?: Readonly<Record<string, string>>;
  /** The argument that tells which of the optional resource types it is about, and its values. */
  readonly kind?: { readonly argument: string; readonly types: Readonly<Record<string, string>> };
}

const policy = "acs:ram:*:{#accountId}:policy/{#policyName}";
const role = "acs:ram:*:{#accountId}:role/{#roleName}";
const user = "acs:ram:*:{#accountId}:user/{#userName}";
const group = "acs:ram:*:{#accountId}:group/{#groupName}";
const resourceGroup = "acs:ram:*:{#accountId}:resourcegroup/{#resourceGroupId}";
const controlPolicy = "acs:resourcemanager:*:{#accountId}:policy/controlpolicy/{#controlPolicyId}";

const tagging = ["ram:ListTagResources", "ram:TagResources", "ram:UntagResources"];

/**
 * Rules for resources, by type. A test compares them with the provider's schema.
 *
 * Source: the provider's code at 81c43b672 (2026-08-21) and what was seen of its calls (2026-11-23); group
 * memberships, resource groups and control policies from its code at 0612d756, 2badfd84 and 25d9beb8.
 */
export const deployRules: Readonly<Record<string, DeployRule>> = {
  alicloud_ram_policy: {
    actions: [
      "ram:CreatePolicy",
      "ram:CreatePolicyVersion",
      "ram:DeletePolicy",
      "ram:DeletePolicyVersion",
      "ram:GetPolicy",
      "ram:ListPolicyVersions",
    ],
    assumed: { [policy]: [...tagging, "ram:UpdatePolicyDescription"] },
    names: { policyName: "policy_name" },
  },
  alicloud_ram_role: {
    actions: ["ram:CreateRole", "ram:DeleteRole", "ram:GetRole", "ram:UpdateRole"],
    assumed: { [role]: tagging },
    names: { roleName: "role_name" },
  },
  alicloud_ram_user: {
    actions: ["ram:CreateUser", "ram:DeleteUser", "ram:GetUser", "ram:ListUsers", "ram:UpdateUser"],
    names: { userName: "name" },
  },
  alicloud_ram_group: {
    actions: ["ram:CreateGroup", "ram:DeleteGroup", "ram:GetGroup", "ram:UpdateGroup"],
    names: { groupName: "group_name" },
  },
  alicloud_ram_role_policy_attachment: {
    actions: ["ram:AttachPolicyToRole", "ram:DetachPolicyFromRole", "ram:ListPoliciesForRole"],
    names: { roleName: "role_name", policyName: "policy_name" },
  },
  alicloud_ram_user_policy_attachment: {
    actions: ["ram:AttachPolicyToUser", "ram:DetachPolicyFromUser"],
    assumed: { [user]: ["ram:ListPoliciesForUser"] },
    names: { userName: "user_name", policyName: "policy_name" },
  },
  alicloud_ram_group_policy_attachment: {
    actions: ["ram:AttachPolicyToGroup", "ram:DetachPolicyFromGroup"],
    assumed: { [group]: ["ram:ListPoliciesForGroup"] },
    names: { groupName: "group_name", policyName: "policy_name" },
  },
  alicloud_ram_user_group_attachment: membership("user_name"),
  alicloud_ram_group_membership: membership("user_names"),
  alicloud_resource_manager_policy_attachment: {
    actions: ["ram:AttachPolicy", "ram:DetachPolicy", "ram:ListPolicyAttachments"],
    names: { policyName: "policy_name" },
    kind: { argument: "principal_type", types: { IMSUser: "User", IMSGroup: "Group", ServiceRole: "Role" } },
  },
  alicloud_resource_manager_resource_group: {
    actions: ["ram:CreateResourceGroup", "ram:DeleteResourceGroup", "ram:UpdateResourceGroup"],
    assumed: { [resourceGroup]: ["ram:GetResourceGroup", ...tagging] },
    names: { resourceGroupId: "id" },
  },
  alicloud_resource_manager_control_policy: {
    actions: ["resourcemanager:CreateControlPolicy"],
    assumed: {
      [controlPolicy]: ["Delete", "Get", "Update"].map((verb) => `resourcemanager:${verb}ControlPolicy`),
      "*": ["ListTagResources", "TagResources", "UntagResources"].map((name) => `resourcemanager:${name}`),
    },
    names: { controlPolicyId: "id" },
  },
  alicloud_resource_manager_control_policy_attachment: {
    actions: ["resourcemanager:AttachControlPolicy", "resourcemanager:ListControlPolicyAttachmentsForTarget"],
    assumed: {
      [controlPolicy]: ["resourcemanager:DetachControlPolicy"],
      "acs:resourcemanager:*:{#accountId}:account/*": ["resourcemanager:DetachControlPolicy"],
      "acs:resourcemanager:*:{#accountId}:folder/*": ["resourcemanager:DetachControlPolicy"],
    },
    names: { controlPolicyId: "policy_id" },
  },
  alicloud_resource_manager_service_linked_role: {
    actions: [
      "ram:CreateServiceLinkedRole",
      "ram:DeleteServiceLinkedRole",
      "ram:GetRole",
      "ram:GetServiceLinkedRoleDeletionStatus",
    ],
    derived: { roleName: serviceLinkedRoleName },
    conditions: { "ram:ServiceName": "service_name" },
  },
};

/** Rules for data sources, by type. Those of the caller's own identity need no permission. */
export const deployDataRules: Readonly<Record<string, DeployRule>> = {
  alicloud_account: { actions: [] },
  alicloud_caller_identity: { actions: [] },
  alicloud_ram_groups: {
    actions: ["ram:ListGroups"],
    whenSet: { policy_name: ["ram:ListEntitiesForPolicy"], user_name: ["ram:ListGroupsForUser"] },
    names: { policyName: "policy_name", userName: "user_name" },
  },
  alicloud_ram_policies: {
    actions: ["ram:GetPolicy", "ram:ListPolicies"], // it reads every one that it lists
    whenSet: { role_name: ["ram:ListPoliciesForRole"] },
    assumedWhenSet: {
      user_name: { [user]: ["ram:ListPoliciesForUser"] },
      group_name: { [group]: ["ram:ListPoliciesForGroup"] },
    },
    names: { roleName: "role_name", userName: "user_name", groupName: "group_name" },
  },
  alicloud_ram_policy_document: { actions: [] },
  alicloud_ram_roles: {
    actions: ["ram:GetRole", "ram:ListRoles"], // it reads every one that it lists
    whenSet: { policy_name: ["ram:ListEntitiesForPolicy"] },
    names: { policyName: "policy_name" },
  },
  alicloud_ram_system_policys: { actions: ["ram:ListPolicies"] },
  alicloud_ram_users: {
    actions: ["ram:ListUsers"],
    whenSet: { policy_name: ["ram:ListEntitiesForPolicy"], group_name: ["ram:ListUsersForGroup"] },
    names: { policyName: "policy_name", groupName: "group_name" },
  },
};

function membership(users: string): DeployRule {
  return {
    actions: ["ram:AddUserToGroup", "ram:ListUsersForGroup", "ram:RemoveUserFromGroup"],
    names: { groupName: "group_name", userName: users },
  };
}

/** The name that a service gives its role. All such names begin alike, and nobody else may name a role so. */
function serviceLinkedRoleName(text: (argument: string) => string | undefined): string {
  const service = text("service_name") ?? "";
  const known = serviceLinkedRoleOf(service);
  const suffix = text("custom_suffix");
  return known === undefined ? "AliyunServiceRoleFor*" : `${known.roleName}${suffix === undefined ? "" : `_${suffix}`}`;
}
