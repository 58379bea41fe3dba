import type { DeployRule } from "./deploy-rule";
import type { RamResource } from "./ram-resource";

/** Resources that put users into groups. */
export const memberships: Readonly<Record<string, RamResource>> = {
  alicloud_ram_user_group_attachment: {
    joins: { group: "group_name", users: "user_name", isList: false },
    deploy: deploy("user_name", []),
    import: {
      identity: (text) => ({ kind: "membership", group: text("group_name"), user: text("user_name") }),
      id: "{group}:{user}",
    },
  },
  alicloud_ram_group_membership: {
    joins: { group: "group_name", users: "user_names", isList: true },
    deploy: deploy("user_names", ["ram:AddUserToGroup", "ram:RemoveUserFromGroup"]),
    import: { identity: (text) => ({ kind: "members", group: text("group_name") }), id: "{group}" },
  },
};

function deploy(users: string, update: readonly string[]): DeployRule {
  return {
    calls: {
      create: ["ram:AddUserToGroup"],
      read: ["ram:ListUsersForGroup"],
      update,
      delete: ["ram:RemoveUserFromGroup"],
    },
    names: { groupName: "group_name", userName: users },
  };
}
