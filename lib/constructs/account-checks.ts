import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { type Problem, formatProblem } from "../policy";
import { constructProblemIds } from "./problem-ids";
import { RamQuotas } from "./ram-quotas";
import { type StackResource, stackResources } from "./stack-resources";

const checked = new WeakSet<TerraformStack>();

/**
 * Has the stack of a construct checked at synth for what only shows over the whole tree: quotas of principals, names
 * that must be unique in the account, and policies on service-linked roles. All resources of the provider count.
 */
export function checkAccountOf(construct: IConstruct): void {
  const stack = TerraformStack.of(construct);
  if (checked.has(stack)) return;
  checked.add(stack);
  stack.node.addValidation({ validate: () => checkAccount(stack).map(formatProblem) });
}

/** Everything that is wrong over the whole of a stack. */
function checkAccount(stack: TerraformStack): readonly Problem[] {
  const resources = stackResources(stack);
  const nameOf = knownNames(resources);
  const attachments = resources.flatMap((resource) => readAttachment(resource, nameOf) ?? []);
  return [
    ...checkQuotas(stack, attachments),
    ...checkServiceLinkedAttachments(attachments),
    ...checkUniqueness(resources),
  ];
}

/** One policy on one principal. */
interface Attachment {
  readonly path: string;
  readonly policyType: "Custom" | "System";
  readonly policyName: string;
  /** e.g. `group dev`; the same for a name and for a reference to the resource of that name. */
  readonly principal: string;
  /** The role's name or the reference to it, where the principal is a role. */
  readonly role: string | undefined;
  /** What quotas are counted by: provider, scope and principal. */
  readonly countedBy: string;
}

/** How each kind of attachment names its principal. */
const accountAttachments: Readonly<Record<string, { readonly kind: string; readonly argument: string }>> = {
  alicloud_ram_user_policy_attachment: { kind: "user", argument: "user_name" },
  alicloud_ram_group_policy_attachment: { kind: "group", argument: "group_name" },
  alicloud_ram_role_policy_attachment: { kind: "role", argument: "role_name" },
};

const groupScopeKinds: Readonly<Record<string, string>> = { IMSUser: "user", IMSGroup: "group", ServiceRole: "role" };

function readAttachment(resource: StackResource, nameOf: (text: string) => string): Attachment | undefined {
  const accountScope = accountAttachments[resource.type];
  const groupScope = resource.type === "alicloud_resource_manager_policy_attachment";
  if (accountScope === undefined && !groupScope) return undefined;
  const kind = accountScope?.kind ?? groupScopeKinds[resource.text("principal_type") ?? ""] ?? "principal";
  const written = resource.text(accountScope?.argument ?? "principal_name") ?? "";
  const principal = `${kind} ${nameOf(written)}`;
  const provider = resource.text("provider") ?? "";
  return {
    path: resource.path,
    policyType: resource.text("policy_type") === "System" ? "System" : "Custom",
    policyName: nameOf(resource.text("policy_name") ?? ""),
    principal,
    role: kind === "role" ? written : undefined,
    countedBy: JSON.stringify([provider, groupScope ? "resource group" : "account", principal.toLowerCase()]),
  };
}

/** Arguments that hold the name of a principal or policy. */
const nameArguments: Readonly<Record<string, string>> = {
  alicloud_ram_user: "name",
  alicloud_ram_group: "group_name",
  alicloud_ram_role: "role_name",
  alicloud_ram_policy: "policy_name",
};

const nameReference = /\$\{([a-z_]+\.[A-Za-z0-9_-]+)\.(?:name|group_name|role_name|policy_name)\}/g;

/** Replaces references to names by the names, where the stack tells them. */
function knownNames(resources: readonly StackResource[]): (text: string) => string {
  const names = new Map(
    resources.flatMap((resource) => {
      const argument = nameArguments[resource.type];
      const name = argument === undefined ? undefined : resource.text(argument);
      return name === undefined ? [] : [[resource.address, name] as const];
    }),
  );
  return (text) => text.replace(nameReference, (reference, address: string) => names.get(address) ?? reference);
}

function checkQuotas(stack: TerraformStack, attachments: readonly Attachment[]): readonly Problem[] {
  const quotas = RamQuotas.of(stack);
  const rules = [
    {
      policyType: "Custom",
      limit: quotas.customPoliciesPerPrincipal,
      id: constructProblemIds.customPolicyQuota,
      option: "customPoliciesPerPrincipal",
    },
    {
      policyType: "System",
      limit: quotas.systemPoliciesPerPrincipal,
      id: constructProblemIds.systemPolicyQuota,
      option: "systemPoliciesPerPrincipal",
    },
  ] as const;
  return rules.flatMap(({ policyType, limit, id, option }) =>
    groupsOver(
      attachments.filter((attachment) => attachment.policyType === policyType),
      ({ countedBy }) => countedBy,
      limit,
    ).map((group): Problem => ({
      id,
      path: "",
      found: `${group.length} ${policyType.toLowerCase()} policies on ${group[0].principal}: ${paths(group)}`,
      allowed: `${limit} on one user, group or role`,
      fix: `merge policies, spread them over groups, or, where the account's quota was raised, set it with RamQuotas.override(stack, { ${option}: ... })`,
    })),
  );
}

function checkServiceLinkedAttachments(attachments: readonly Attachment[]): readonly Problem[] {
  const serviceLinkedName = /^AliyunServiceRoleFor|\$\{alicloud_resource_manager_service_linked_role\./i;
  return attachments
    .filter(({ role }) => role !== undefined && serviceLinkedName.test(role))
    .map(({ path, policyName, role }) => ({
      id: constructProblemIds.attachedToServiceLinkedRole,
      path,
      found: `the policy ${policyName} on the service-linked role ${role}`,
      allowed: "no attachment: a service-linked role's permissions are its service's own",
      fix: "attach to a role of your own, or remove the attachment",
    }));
}

/** What must be unique in an account, by the texts that make it the same. */
const uniqueThings = [
  {
    type: "alicloud_ram_policy",
    sameBy: ["policy_name"],
    id: constructProblemIds.policyNameTwice,
    thing: "policies named",
    fix: "rename one (names are compared without regard to case)",
  },
  {
    type: "alicloud_ram_role",
    sameBy: ["role_name"],
    id: constructProblemIds.roleNameTwice,
    thing: "roles named",
    fix: 'rename one (names are compared without regard to case), or use mode: "existing" for all but one',
  },
  {
    type: "alicloud_resource_manager_service_linked_role",
    sameBy: ["service_name", "custom_suffix"],
    id: constructProblemIds.serviceLinkedRoleTwice,
    thing: "service-linked roles of",
    fix: 'create it once and use mode: "existing" everywhere else',
  },
] as const;

function checkUniqueness(resources: readonly StackResource[]): readonly Problem[] {
  return uniqueThings.flatMap(({ type, sameBy, id, thing, fix }) => {
    const named = resources
      .filter((resource) => resource.type === type)
      .map((resource) => ({
        path: resource.path,
        name: sameBy
          .map((argument) => resource.text(argument) ?? "")
          .join(" ")
          .trim(),
        provider: resource.text("provider") ?? "",
      }))
      .filter(({ name }) => name !== "" && !name.includes("${"));
    return groupsOver(named, ({ name, provider }) => JSON.stringify([provider, name.toLowerCase()]), 1).map(
      (group): Problem => ({
        id,
        path: "",
        found: `${group.length} ${thing} ${group[0].name}: ${paths(group)}`,
        allowed: "one in an account",
        fix,
      }),
    );
  });
}

/** The groups of equal key that have more members than the limit, in the order of their first members. */
function groupsOver<T>(items: readonly T[], keyOf: (item: T) => string, limit: number): readonly [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()].filter((group) => group.length > limit);
}

function paths(items: readonly { readonly path: string }[]): string {
  return items
    .map(({ path }) => path)
    .sort()
    .join(", ");
}
