import type { TerraformStack } from "cdktf";
import type { Problem } from "../../policy";
import { constructProblemIds } from "../internal/problem-ids";
import { RamQuotas } from "./ram-quotas";
import { knownNames } from "./known-names";
import { type StackResource, stackResources, stacksUnder } from "./stack-resources";

/**
 * What only shows over the whole of a stack: quotas of principals, names that must be unique in the account, and policies
 * on service-linked roles. All resources of the provider count, whoever made them.
 */
export function checkAccount(stack: TerraformStack): readonly Problem[] {
  const resources = stackResources(stack);
  const nameOf = knownNames(resources);
  const attachments = resources.flatMap((resource) => readAttachment(resource, nameOf) ?? []);
  return [
    ...checkQuotas(stack, attachments),
    ...checkServiceLinkedAttachments(attachments),
    ...checkAttachedOnce(attachments),
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
  /** Where it holds: the account, or one resource group. */
  readonly scope: string;
  /** What quotas are counted by: provider, kind of scope, and principal. */
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
  const scope = groupScope ? `resource group ${nameOf(resource.text("resource_group_id") ?? "")}` : "account";
  return {
    path: resource.path,
    policyType: resource.text("policy_type") === "System" ? "System" : "Custom",
    policyName: nameOf(resource.text("policy_name") ?? ""),
    principal,
    role: kind === "role" ? written : undefined,
    scope,
    countedBy: JSON.stringify([providerOf(resource), groupScope, principal.toLowerCase()]),
  };
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

/** One policy on one principal, by whichever constructs: RAM refuses the second attachment at apply. */
function checkAttachedOnce(attachments: readonly Attachment[]): readonly Problem[] {
  const sameBy = ({ countedBy, scope, policyType, policyName }: Attachment): string =>
    JSON.stringify([countedBy, scope, policyType, policyName.toLowerCase()]);
  return groupsOver(attachments, sameBy, 1).map((group) => ({
    id: constructProblemIds.attachedTwice,
    path: "",
    found: `the policy ${group[0].policyName} on ${group[0].principal} ${group.length} times: ${paths(group)}`,
    allowed: "one attachment of a policy to a principal",
    fix: "keep one of them",
  }));
}

/** The alias of a resource's provider; empty for the default one, whether or not it is named. */
function providerOf(resource: StackResource): string {
  return (resource.text("provider") ?? "").split(".")[1] ?? "";
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

type UniqueThing = (typeof uniqueThings)[number];

/** The resources of a kind whose names are known. */
function namedThings({ type, sameBy }: UniqueThing, resources: readonly StackResource[]) {
  return resources
    .filter((resource) => resource.type === type)
    .map((resource) => ({
      path: resource.path,
      name: sameBy
        .map((argument) => resource.text(argument) ?? "")
        .join(" ")
        .trim(),
      provider: providerOf(resource),
    }))
    .filter(({ name }) => name !== "" && !name.includes("${"));
}

/** RAM407 for what an earlier stack of the app names alike: whether both are for one account cannot be seen here. */
export function namesInEarlierStacks(stack: TerraformStack): readonly Problem[] {
  const stacks = stacksUnder(stack.node.root);
  const earlier = stacks.slice(0, stacks.indexOf(stack)).flatMap((other) => stackResources(other));
  const own = stackResources(stack);
  return uniqueThings.flatMap((unique) => {
    const known = new Map(namedThings(unique, earlier).map(({ name, path }) => [name.toLowerCase(), path]));
    return namedThings(unique, own).flatMap(({ name, path }): readonly Problem[] => {
      const other = known.get(name.toLowerCase());
      if (other === undefined) return [];
      return [
        {
          id: constructProblemIds.nameInTwoStacks,
          path,
          found: `the name ${name}, which ${other} of another stack has too`,
          allowed: "one in an account; the same in stacks for different accounts",
          fix: `where both are for one account, ${unique.fix}`,
        },
      ];
    });
  });
}

function checkUniqueness(resources: readonly StackResource[]): readonly Problem[] {
  return uniqueThings.flatMap((unique) => {
    const { id, thing, fix } = unique;
    const named = namedThings(unique, resources);
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
