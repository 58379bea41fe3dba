import { agentRunServiceLinkedRole, functionComputeServiceLinkedRole } from "../catalog";
import { type Conditions, PolicyStatement, type Problem } from "../policy";
import { constructProblemIds } from "./problem-ids";
import type { StackResource } from "./stack-resources";

/** An action that deploying a resource takes, and on what. */
interface DeployAction {
  readonly action: string;
  readonly resource: string;
  readonly conditions?: Conditions;
}

/** Names of a resource as the stack gives them, and ARNs of RAM made from them. */
interface NamedResource {
  /** The value of an argument with references to names replaced. */
  readonly name: (argument: string) => string;
  readonly arn: (resource: string) => string;
  /** ARN of a policy: a system policy is in no account. */
  readonly policyArn: () => string;
}

type Rule = (resource: NamedResource) => readonly DeployAction[];

/**
 * What the provider calls to create, read, update and delete each kind of resource.
 *
 * Source: the provider's code at 81c43b672 (2026-08-21) for the calls, RAM's table of authorizations (2021) for the
 * resources. That the tag calls are authorized on the tagged resource is an assumption; it fails loudly where wrong.
 */
const rules: Readonly<Record<string, Rule>> = {
  alicloud_ram_policy: ({ name, arn }) =>
    [
      on(arn("policy/*"), ["CreatePolicy"]),
      on(arn(`policy/${name("policy_name")}`), [
        "CreatePolicyVersion",
        "DeletePolicy",
        "DeletePolicyVersion",
        "GetPolicy",
        "ListPolicyVersions",
        "ListTagResources",
        "TagResources",
        "UntagResources",
        "UpdatePolicyDescription",
      ]),
    ].flat(),
  alicloud_ram_role: ({ name, arn }) =>
    [
      on(arn("role/*"), ["CreateRole"]),
      on(arn(`role/${name("role_name")}`), [
        "DeleteRole",
        "GetRole",
        "ListTagResources",
        "TagResources",
        "UntagResources",
        "UpdateRole",
      ]),
    ].flat(),
  alicloud_ram_user: ({ name, arn }) =>
    [
      on(arn("user/*"), ["CreateUser", "ListUsers"]),
      on(arn(`user/${name("name")}`), ["DeleteUser", "GetUser", "UpdateUser"]),
    ].flat(),
  alicloud_ram_group: ({ name, arn }) =>
    [
      on(arn("group/*"), ["CreateGroup"]),
      on(arn(`group/${name("group_name")}`), ["DeleteGroup", "GetGroup", "UpdateGroup"]),
    ].flat(),
  alicloud_ram_role_policy_attachment: attachment("Role", "role", "role_name"),
  alicloud_ram_user_policy_attachment: attachment("User", "user", "user_name"),
  alicloud_ram_group_policy_attachment: attachment("Group", "group", "group_name"),
  alicloud_resource_manager_service_linked_role: ({ name, arn }) => {
    const serviceName = name("service_name");
    const conditions: Conditions = { StringEquals: { "ram:ServiceName": serviceName } };
    const role = arn(`role/${roleNameOf(serviceName)}`);
    return [
      { action: "ram:CreateServiceLinkedRole", resource: arn("role/*"), conditions },
      { action: "ram:DeleteServiceLinkedRole", resource: role, conditions },
      ...on(role, ["GetRole", "GetServiceLinkedRoleDeletionStatus"]),
    ];
  },
};

/** What the provider calls to read data sources. Those of the caller's own identity need no permission. */
const dataRules: Readonly<Record<string, Rule>> = {
  alicloud_account: () => [],
  alicloud_caller_identity: () => [],
  alicloud_ram_groups: ({ arn }) => on(arn("group/*"), ["ListGroups"]),
  alicloud_ram_policies: ({ arn }) => on(arn("policy/*"), ["ListPolicies"]),
  alicloud_ram_policy_document: () => [],
  alicloud_ram_roles: ({ arn }) => on(arn("role/*"), ["ListRoles"]),
  alicloud_ram_users: ({ arn }) => on(arn("user/*"), ["ListUsers"]),
};

/** The name that a service gives its role, where it is known. */
function roleNameOf(serviceName: string): string {
  const known = [agentRunServiceLinkedRole, functionComputeServiceLinkedRole];
  return known.find((role) => role.serviceName === serviceName)?.roleName ?? "*";
}

/** Attaching is authorized on the principal and on the policy, each by itself. */
function attachment(kind: "Role" | "User" | "Group", path: string, argument: string): Rule {
  return ({ name, arn, policyArn }) => {
    const principal = arn(`${path}/${name(argument)}`);
    const attach = [`AttachPolicyTo${kind}`, `DetachPolicyFrom${kind}`];
    return [...on(principal, [...attach, `ListPoliciesFor${kind}`]), ...on(policyArn(), attach)];
  };
}

function on(resource: string, actions: readonly string[]): readonly DeployAction[] {
  return actions.map((action) => ({ action: `ram:${action}`, resource }));
}

/**
 * The statements for deploying resources, and warnings for what is not known.
 *
 * @param isReadOnly whether a resource is only read: what gives the deployer its permissions is deployed by someone else
 */
export function deployerPermissions(
  resources: readonly StackResource[],
  nameOf: (text: string) => string,
  accountId: string,
  isReadOnly: (resource: StackResource) => boolean,
): { readonly statements: readonly PolicyStatement[]; readonly warnings: readonly Problem[] } {
  const warnings: Problem[] = [];
  const actions = resources.flatMap((resource) => {
    const table = resource.kind === "data" ? dataRules : rules;
    const rule = Object.hasOwn(table, resource.type) ? table[resource.type] : undefined;
    if (rule === undefined) {
      warnings.push(unknownType(resource));
      return [];
    }
    const needed = rule(named(resource, nameOf, accountId, warnings));
    return isReadOnly(resource) ? needed.filter(({ action }) => /^ram:(Get|List)/.test(action)) : needed;
  });
  return { statements: statementsOf(actions), warnings };
}

function named(
  resource: StackResource,
  nameOf: (text: string) => string,
  accountId: string,
  warnings: Problem[],
): NamedResource {
  const arn = (text: string): string => `acs:ram:*:${accountId}:${text}`;
  const name = (argument: string): string => {
    const value = nameOf(resource.text(argument) ?? "");
    if (value !== "" && !value.includes("${")) return value;
    warnings.push(unknownName(resource, argument));
    return "*";
  };
  const policyArn = (): string => {
    const policy = name("policy_name");
    return resource.text("policy_type") === "System" ? `acs:ram:*:system:policy/${policy}` : arn(`policy/${policy}`);
  };
  return { name, arn, policyArn };
}

/** One statement for all actions that share resources and conditions. */
function statementsOf(actions: readonly DeployAction[]): readonly PolicyStatement[] {
  const resourcesByAction = new Map<string, { readonly one: DeployAction; readonly resources: Set<string> }>();
  for (const one of actions) {
    const key = JSON.stringify([one.action, one.conditions ?? {}]);
    const entry = resourcesByAction.get(key) ?? { one, resources: new Set() };
    entry.resources.add(one.resource);
    resourcesByAction.set(key, entry);
  }
  const groups = new Map<
    string,
    { readonly one: DeployAction; readonly resources: string[]; readonly names: string[] }
  >();
  for (const { one, resources } of resourcesByAction.values()) {
    const sorted = [...resources].sort();
    const key = JSON.stringify([sorted, one.conditions ?? {}]);
    const group = groups.get(key) ?? { one, resources: sorted, names: [] };
    group.names.push(one.action);
    groups.set(key, group);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { one, resources, names }]) =>
      PolicyStatement.allow({
        actions: names,
        resources,
        ...(one.conditions === undefined ? {} : { conditions: one.conditions }),
      }),
    );
}

function unknownType({ type, path }: StackResource): Problem {
  return {
    id: constructProblemIds.unknownDeployment,
    path,
    found: `a resource of type ${type}, whose permissions for deployment are not known`,
    allowed: Object.keys(rules).join(", "),
    fix: "attach a policy of your own for it",
  };
}

function unknownName({ path }: StackResource, argument: string): Problem {
  return {
    id: constructProblemIds.unknownDeployment,
    path,
    found: `a ${argument} that only Terraform will know, so that the permissions are for every name`,
    allowed: "names that are known at synth",
    fix: "write the name, or accept the wider permission",
  };
}
