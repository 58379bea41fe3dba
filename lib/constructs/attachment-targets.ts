/** A user: its name, or anything that has one (e.g. a `RamUser`). */
export type UserTarget = string | { readonly name: string };

/** A group: its name, or anything that has one (e.g. a `RamGroup`). */
export type GroupTarget = string | { readonly groupName: string };

/** A role: its name, or anything that has one (e.g. a {@link Role} or a `RamRole`). Not a service-linked role. */
export type RoleTarget = string | { readonly roleName: string; readonly serviceLinked?: never };

/** A resource group: the policy holds for the resources in it only, where the service supports that. */
export interface ResourceGroupScope {
  /** Id of the resource group, e.g. `rg-aek2...`. */
  readonly id: string;
  /**
   * Alias of the account in its default domain: the account id, unless it was renamed. ResourceManager names
   * principals by it, e.g. `alice@1234567890123456.onaliyun.com`.
   */
  readonly accountAlias: string;
}

/** Whom a policy is attached to. Names may be framework tokens. RAM takes 10 custom and 20 system policies each. */
export interface AttachmentTargets {
  readonly users?: readonly UserTarget[];
  readonly groups?: readonly GroupTarget[];
  readonly roles?: readonly RoleTarget[];
  /** @default - the whole account */
  readonly resourceGroup?: ResourceGroupScope;
}

/** A kind of principal that policies are attached to. */
export type PrincipalType = "user" | "group" | "role";

/** One principal of {@link AttachmentTargets}. */
export interface Target {
  readonly type: PrincipalType;
  readonly name: string;
}

/** All principals, in the order of the props. */
export function listTargets(targets: AttachmentTargets): readonly Target[] {
  return [
    ...(targets.users ?? []).map((user) => target("user", typeof user === "string" ? user : user.name)),
    ...(targets.groups ?? []).map((group) => target("group", typeof group === "string" ? group : group.groupName)),
    ...(targets.roles ?? []).map((role) => target("role", typeof role === "string" ? role : role.roleName)),
  ];
}

function target(type: PrincipalType, name: string): Target {
  return { type, name };
}
