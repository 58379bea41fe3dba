import { type DeployRule, arnTemplates, onlyRead } from "./deploy-rule";

export interface RamDataSource {
  /** Permissions needed to read it. Data sources about the caller's own identity need none. */
  readonly deploy: DeployRule;
  /** Attributes that hold the id of the account. */
  readonly accountId?: readonly string[];
  /** The attribute with the document that it assembles from statement blocks. */
  readonly document?: string;
}

/** What the library knows about each RAM-related data source of the provider. */
export const ramDataSources: ReadonlyMap<string, RamDataSource> = new Map(
  Object.entries<RamDataSource>({
    alicloud_account: { deploy: { calls: onlyRead() }, accountId: ["id"] },
    alicloud_caller_identity: { deploy: { calls: onlyRead() }, accountId: ["account_id"] },
    alicloud_ram_groups: {
      deploy: {
        calls: onlyRead("ram:ListGroups"),
        whenSet: { policy_name: ["ram:ListEntitiesForPolicy"], user_name: ["ram:ListGroupsForUser"] },
        names: { policyName: "policy_name", userName: "user_name" },
      },
    },
    alicloud_ram_policies: {
      deploy: {
        calls: onlyRead("ram:GetPolicy", "ram:ListPolicies"), // it gets every policy that it lists
        whenSet: { role_name: ["ram:ListPoliciesForRole"] },
        assumedWhenSet: {
          user_name: { [arnTemplates.user]: ["ram:ListPoliciesForUser"] },
          group_name: { [arnTemplates.group]: ["ram:ListPoliciesForGroup"] },
        },
        names: { roleName: "role_name", userName: "user_name", groupName: "group_name" },
      },
    },
    alicloud_ram_policy_document: { deploy: { calls: onlyRead() }, document: "document" },
    alicloud_ram_roles: {
      deploy: {
        calls: onlyRead("ram:GetRole", "ram:ListRoles"), // it gets every role that it lists
        whenSet: { policy_name: ["ram:ListEntitiesForPolicy"] },
        names: { policyName: "policy_name" },
      },
    },
    alicloud_ram_system_policys: { deploy: { calls: onlyRead("ram:ListPolicies") } },
    alicloud_ram_users: {
      deploy: {
        calls: onlyRead("ram:ListUsers"),
        whenSet: { policy_name: ["ram:ListEntitiesForPolicy"], group_name: ["ram:ListUsersForGroup"] },
        names: { policyName: "policy_name", groupName: "group_name" },
      },
    },
  }),
);
