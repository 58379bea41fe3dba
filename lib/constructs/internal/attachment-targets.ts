import { isAccountAlias, isResourceGroupId } from "../../catalog/resource-group-id";
import { type Problem, hasToken, quote } from "../../policy";
import { withoutNumberTokens } from "./number-tokens";
import { constructProblemIds } from "./problem-ids";

/** A user: its name, or an object with the name, e.g. a `RamUser`. Groups and roles also have a name, but are refused. */
export type UserTarget =
  | string
  | { readonly name: string; readonly groupName?: never; readonly roleName?: never; readonly policyName?: never };

/** A group: its name, or an object with the name, e.g. a `RamGroup`. */
export type GroupTarget = string | { readonly groupName: string; readonly roleName?: never };

/** A role: its name, or an object with the name, e.g. a {@link Role} or a `RamRole`, but not a service-linked role. */
export type RoleTarget = string | { readonly roleName: string; readonly serviceLinked?: never };

/** A resource group. The policy then applies only to resources in it, if the service supports that. */
export interface ResourceGroupScope {
  /** Id of the resource group, e.g. `rg-aek2...`. */
  readonly id: string;
  /**
   * Alias in the default domain of the account: the account id, unless it was changed. ResourceManager names principals
   * with it, e.g. `alice@1234567890123456.onaliyun.com`.
   */
  readonly accountAlias: string;
}

/** Principals to attach a policy to. Names may be framework tokens. RAM accepts 10 custom and 20 system policies each. */
export interface AttachmentTargets {
  /** Names of users, or their resources. @example ["alice", "shop-backend"] */
  readonly users?: readonly UserTarget[];
  /** Names of groups, or their resources. @example ["agent-team"] */
  readonly groups?: readonly GroupTarget[];
  /** Names of roles, or their constructs or resources. @example ["pipeline"] */
  readonly roles?: readonly RoleTarget[];
  /**
   * Where the policy applies.
   * @default - the whole account
   * @example { id: "rg-aek2abc", accountAlias: "1234567890123456" }
   */
  readonly resourceGroup?: ResourceGroupScope;
}

/** A kind of principal that a policy can be attached to. */
export type PrincipalType = "user" | "group" | "role";

/** One principal of {@link AttachmentTargets}. */
export interface Target {
  readonly type: PrincipalType;
  readonly name: string;
}

/** RAM319 for principals in the list of another kind, which JavaScript permits. */
export function checkTargetKinds(targets: AttachmentTargets): readonly Problem[] {
  const groupsOrRoles = (targets.users ?? []).filter((user: object | string) =>
    hasAny(user, ["groupName", "roleName"]),
  );
  const roles = (targets.groups ?? []).filter((group: object | string) => hasAny(group, ["roleName"]));
  return [
    ...groupsOrRoles.map(() => kindProblem("users", "a group or role")),
    ...roles.map(() => kindProblem("groups", "a role")),
  ];
}

function hasAny(target: object | string, keys: readonly string[]): boolean {
  return typeof target === "object" && keys.some((key) => key in target);
}

function kindProblem(list: string, found: string): Problem {
  return {
    id: constructProblemIds.principalKind,
    path: `attachTo.${list}`,
    found: `${found} among the ${list}`,
    allowed: "users, groups and roles each in their own list",
    fix: "move it to the list of its kind",
  };
}

/** RAM322 for an invalid resource group, or an alias that cannot be part of a principal's name. */
export function checkResourceGroup(scope: ResourceGroupScope | undefined): readonly Problem[] {
  if (scope === undefined) return [];
  const isRight = { id: isResourceGroupId, accountAlias: isAccountAlias };
  return (["id", "accountAlias"] as const)
    .filter((field) => {
      const value: unknown = scope[field];
      return typeof value !== "string" || !(hasToken(value) || isRight[field](value));
    })
    .map((field) => ({
      id: constructProblemIds.resourceGroupScope,
      path: `attachTo.resourceGroup.${field}`,
      found: quote(scope[field]),
      allowed: field === "id" ? "the id of a resource group, rg-..." : "the account's id or alias",
      fix: field === "id" ? "look it up in Resource Management" : "look at the account's default domain in RAM",
    }));
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
  return { type, name: withoutNumberTokens(name) };
}
