import type { GroupTarget, RoleTarget, UserTarget } from "./internal/attachment-targets";

/** A user, as anything that has its name. */
export type UserGrantee = Exclude<UserTarget, string>;
/** A group, as anything that has its name. */
export type GroupGrantee = Exclude<GroupTarget, string>;
/** A role, as anything that has its name. Not a service-linked role, which takes no policies. */
export type RoleGrantee = Exclude<RoleTarget, string>;

/**
 * Who can be granted something. A plain name does not say which kind of principal it is; {@link Principal} makes grantees
 * from names.
 */
export type Grantee = UserGrantee | GroupGrantee | RoleGrantee;

/**
 * Principals of the account by their names, whether or not the stack creates them, for `attachTo` and for grants. Creates
 * nothing, and does not check whether they exist. The names may be tokens.
 *
 * @example
 * new AgentRuntime(this, "Shop", { workspace: "team-a", runtime: "shop" }).grantRead(Principal.fromRoleName("dashboard"));
 */
export class Principal {
  /** A user by its logon name without domain, e.g. `shop-backend`. */
  public static fromUserName(name: string): UserGrantee {
    return { name };
  }

  /** A group that the stack does not create, by its name. */
  public static fromGroupName(groupName: string): GroupGrantee {
    return { groupName };
  }

  /** A role by its name. If its ARN is needed too, use a `Role` in mode `existing`. */
  public static fromRoleName(roleName: string): RoleGrantee {
    return { roleName };
  }
}
