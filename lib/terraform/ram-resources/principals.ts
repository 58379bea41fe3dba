import { arnTemplates, taggingActions } from "./deploy-rule";
import type { RamResource, UniqueRule } from "./ram-resource";

const uniqueRole: UniqueRule = {
  by: ["role_name"],
  problem: "roleNameTwice",
  things: "roles named",
  fix: 'rename one (RAM ignores letter case in names), or use mode: "existing" for all but one',
};

function uniquePrincipal(kind: "user" | "group", argument: string): UniqueRule {
  return {
    by: [argument],
    problem: "principalNameTwice",
    things: `${kind}s named`,
    fix: "rename one (RAM ignores letter case in names)",
  };
}

/** Resources that create users, groups and roles. */
export const principals: Readonly<Record<string, RamResource>> = {
  alicloud_ram_role: {
    older: { role_name: ["name"], assume_role_policy_document: ["document"] },
    creates: "role",
    name: "role_name",
    document: { kind: "trust", argument: "assume_role_policy_document", assembledFrom: "trusted names" },
    unique: uniqueRole,
    deploy: {
      calls: {
        create: ["ram:CreateRole", "ram:TagResources"],
        read: ["ram:GetRole", "ram:ListTagResources"],
        update: ["ram:UpdateRole", "ram:TagResources", "ram:UntagResources"],
        delete: ["ram:DeleteRole"],
      },
      assumed: { [arnTemplates.role]: taggingActions },
      forced: { calls: ["ram:ListPoliciesForRole", "ram:DetachPolicyFromRole"] },
      names: { roleName: "role_name" },
    },
    import: { identity: (text) => ({ kind: "role", name: text("role_name") }), id: "{name}" },
  },
  // A reference to its id resolves to the user: the account assigns the id, so it can identify no other user.
  alicloud_ram_user: {
    creates: "user",
    name: "name",
    unique: uniquePrincipal("user", "name"),
    deploy: {
      calls: {
        create: ["ram:CreateUser"],
        read: ["ram:GetUser", "ram:ListUsers"],
        update: ["ram:UpdateUser"],
        delete: ["ram:DeleteUser"],
      },
      forced: {
        calls: [
          ...["ram:ListAccessKeys", "ram:DeleteAccessKey", "ram:ListPoliciesForUser", "ram:DetachPolicyFromUser"],
          ...["ram:ListGroupsForUser", "ram:RemoveUserFromGroup", "ram:DeleteLoginProfile", "ram:UnbindMFADevice"],
        ],
        assumed: {
          [arnTemplates.user]: [
            ...["ram:ListAccessKeys", "ram:DeleteAccessKey", "ram:ListPoliciesForUser"],
            ...["ram:DeleteLoginProfile", "ram:UnbindMFADevice"],
          ],
        },
      },
      names: { userName: "name" },
    },
    import: { identity: (text) => ({ kind: "user", name: text("name") }), id: "{id}", idFrom: "ListUsers" },
  },
  alicloud_ram_group: {
    older: { group_name: ["name"] },
    creates: "group",
    name: "group_name",
    unique: uniquePrincipal("group", "group_name"),
    deploy: {
      calls: {
        create: ["ram:CreateGroup"],
        read: ["ram:GetGroup"],
        update: ["ram:UpdateGroup"],
        delete: ["ram:DeleteGroup"],
      },
      forced: {
        calls: [
          ...["ram:ListUsersForGroup", "ram:RemoveUserFromGroup"],
          ...["ram:ListPoliciesForGroup", "ram:DetachPolicyFromGroup"],
        ],
        assumed: { [arnTemplates.group]: ["ram:ListPoliciesForGroup"] },
      },
      names: { groupName: "group_name" },
    },
    import: { identity: (text) => ({ kind: "group", name: text("group_name") }), id: "{name}" },
  },
  alicloud_resource_manager_role: {
    creates: "role",
    name: "role_name",
    document: { kind: "trust", argument: "assume_role_policy_document" },
    unique: uniqueRole,
  },
};
