import { foldCase } from "../../policy/letter-case";
import type { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { Problem } from "../../policy";
import { isServiceLinkedRoleName } from "../../catalog/service-linked-roles";
import { attachmentTexts, ramResources } from "../../terraform/ram-resources";
import type { QuotaName, UniqueRule } from "../../terraform/ram-resources/ram-resource";
import { constructProblemIds } from "../internal/problem-ids";
import { isOwn } from "./own-resources";
import { accountsByAlias } from "./provider-accounts";
import { RamQuotas } from "./ram-quotas";
import { checkSystemPolicyName } from "./system-policy-name-check";
import type { WarningAt } from "./warning-at";
import { knownNames } from "./known-names";
import type { StackResource } from "./stack-resources";
import { expressionsIn, hasExpression } from "../../terraform/template";

/**
 * Checks that need a whole stack: quotas of principals, names that are unique in the account, and policies on
 * service-linked roles. Includes resources that other code made.
 */
export function checkAccount(
  stack: TerraformStack,
  resources: readonly StackResource[],
  named: NamedThings,
): readonly Problem[] {
  const nameOf = knownNames(resources);
  const aliases = new Set(resources.map(({ providerAlias }) => providerAlias));
  const accountOf = aliases.size > 1 ? accountsByAlias(stack) : (alias: string) => alias;
  const attachments = resources.flatMap((resource) => readAttachment(resource, nameOf, accountOf) ?? []);
  const onSamePrincipal = sharing(attachments, ({ countedBy }) => countedBy);
  return [
    ...checkQuotas(stack, onSamePrincipal),
    ...checkServiceLinkedAttachments(attachments),
    ...checkAttachedOnce(onSamePrincipal),
    ...checkUniqueness(named, accountOf),
    ...attachments.flatMap(({ problems }) => problems),
  ];
}

/** The attachment of a policy to a principal. */
interface Attachment {
  readonly construct: IConstruct;
  readonly policyType: "Custom" | "System";
  /** Computed when it is asked for: the name is mostly a reference, which takes long to resolve. */
  readonly policyName: () => string;
  /** e.g. `group dev`; equal for a name and a reference to the resource with that name. */
  readonly principal: string;
  /** Name of the role, or reference to it, if the principal is a role. */
  readonly role: string | undefined;
  /** The account, or a resource group. */
  readonly scope: string;
  /** The quota that it counts toward. */
  readonly quota: QuotaName;
  /** Problems with the name of a system policy, if other code made the attachment. */
  readonly problems: readonly Problem[];
  /** Key of the quota's count: account, kind of scope, and principal. */
  readonly countedBy: string;
}

function readAttachment(
  resource: StackResource,
  nameOf: (text: string) => string,
  accountOf: (alias: string) => string,
): Attachment | undefined {
  const attachment = attachmentTexts(resource.type, (argument) => resource.text(argument));
  if (attachment === undefined) return undefined;
  const { kind = "principal", isScoped, policyType, quota } = attachment;
  const name = nameOf(attachment.principal ?? "");
  const principal = `${kind} ${name}`;
  return {
    construct: resource.construct,
    policyType,
    policyName: () => nameOf(attachment.policy() ?? ""),
    principal,
    role: kind === "role" ? name : undefined,
    scope: isScoped ? `resource group ${nameOf(attachment.resourceGroup ?? "")}` : "account",
    quota,
    problems: isOwn(resource.construct) ? [] : rawSystemPolicy(resource).problems,
    countedBy: JSON.stringify([accountOf(resource.providerAlias), isScoped, foldCase(principal)]),
  };
}

/** Problems with the system policy in an attachment that other code made. */
function rawSystemPolicy(resource: StackResource) {
  const attachment = attachmentTexts(resource.type, (argument) => resource.text(argument));
  const policy = attachment?.policy() ?? "";
  if (attachment?.policyType !== "System" || policy === "" || hasExpression(policy))
    return { problems: [], warnings: [] };
  return checkSystemPolicyName(policy, `${resource.path} ${attachment.policyArgument}`);
}

/** RAM312 for unknown system policies in attachments that other code made. */
export function rawPolicyWarnings(resources: readonly StackResource[]): readonly WarningAt[] {
  return resources
    .filter(({ construct }) => !isOwn(construct))
    .flatMap((resource) => rawSystemPolicy(resource).warnings.map((warning) => ({ at: resource.construct, warning })));
}

const quotaRules = [
  { quota: "customPoliciesPerPrincipal", policies: "custom policies", id: constructProblemIds.customPolicyQuota },
  { quota: "systemPoliciesPerPrincipal", policies: "system policies", id: constructProblemIds.systemPolicyQuota },
] as const;

function checkQuotas(stack: TerraformStack, attachments: readonly Attachment[]): readonly Problem[] {
  const quotas = RamQuotas.of(stack);
  return quotaRules.flatMap(({ quota, policies, id }) => {
    const counted = attachments.filter((attachment) => attachment.quota === quota);
    return groupsOver(counted, ({ countedBy }) => countedBy, quotas[quota]).map((group): Problem => ({
      id,
      path: "",
      found: `${group.length} ${policies} on ${group[0].principal}: ${paths(group)}`,
      allowed: `${quotas[quota]} on one user, group or role`,
      fix: `merge policies, distribute them over groups, or, if the account's quota was raised, set it with RamQuotas.override(stack, { ${quota}: ... })`,
    }));
  });
}

function checkServiceLinkedAttachments(attachments: readonly Attachment[]): readonly Problem[] {
  return attachments
    .filter(({ role }) => role !== undefined && isServiceLinkedRole(role))
    .map(({ construct, policyName, role }) => ({
      id: constructProblemIds.attachedToServiceLinkedRole,
      path: construct.node.path,
      found: `the policy ${policyName()} on the service-linked role ${role}`,
      allowed: "no attachment: the service defines the permissions of its service-linked role",
      fix: "attach it to a role of your own, or remove the attachment",
    }));
}

/** Whether a role's name, or the resource that it refers to, is that of a service-linked role. */
function isServiceLinkedRole(role: string): boolean {
  const types = expressionsIn(role).map((expression) => expression.split(".")[0] ?? "");
  return (
    isServiceLinkedRoleName(role) || types.some((type) => ramResources.get(type)?.creates === "service-linked role")
  );
}

/** RAM302 for a policy that is attached to a principal twice, because RAM refuses the second attachment at apply. */
function checkAttachedOnce(attachments: readonly Attachment[]): readonly Problem[] {
  const placeOf = ({ countedBy, scope, policyType }: Attachment): string =>
    JSON.stringify([countedBy, scope, policyType]);
  const sameBy = (attachment: Attachment): string =>
    JSON.stringify([placeOf(attachment), foldCase(attachment.policyName())]);
  // Names of policies are read only if several attachments have the same place.
  return groupsOver(sharing(attachments, placeOf), sameBy, 1).map((group) => ({
    id: constructProblemIds.attachedTwice,
    path: "",
    found: `the policy ${group[0].policyName()} on ${group[0].principal} ${group.length} times: ${paths(group)}`,
    allowed: "one attachment of a policy to a principal",
    fix: "keep one of them",
  }));
}

/** Names that must be unique in an account. */
export const uniqueRules: readonly UniqueRule[] = [
  ...new Set([...ramResources.values()].flatMap(({ unique }) => unique ?? [])),
];

/** A resource whose name must be unique in an account. */
export interface NamedThing {
  readonly construct: IConstruct;
  readonly name: string;
  readonly providerAlias: string;
}

/** By rule, in the order of {@link uniqueRules}. */
export type NamedThings = ReadonlyMap<UniqueRule, readonly NamedThing[]>;

/** The resources that each rule applies to, if their names are known. */
export function namedThings(resources: readonly StackResource[]): NamedThings {
  const byRule = new Map<UniqueRule, NamedThing[]>(uniqueRules.map((rule) => [rule, []]));
  for (const resource of resources) {
    const rule = ramResources.get(resource.type)?.unique;
    if (rule === undefined) continue;
    const name = rule.by
      .map((argument) => resource.text(argument) ?? "")
      .join(" ")
      .trim();
    if (name === "" || hasExpression(name)) continue;
    const { construct, providerAlias } = resource;
    byRule.get(rule)?.push({ construct, name, providerAlias });
  }
  return byRule;
}

function checkUniqueness(named: NamedThings, accountOf: (alias: string) => string): readonly Problem[] {
  return [...named].flatMap(([{ problem, things, fix }, ofRule]) => {
    const accountAndName = ({ name, providerAlias }: NamedThing): string =>
      JSON.stringify([accountOf(providerAlias), foldCase(name)]);
    return groupsOver(ofRule, accountAndName, 1).map((group): Problem => ({
      id: constructProblemIds[problem],
      path: "",
      found: `${group.length} ${things} ${group[0].name}: ${paths(group)}`,
      allowed: "one in an account",
      fix,
    }));
  });
}

/** The items whose key another one has too, in their order. */
function sharing<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const found = new Set(groupsOver(items, keyOf, 1).flat());
  return found.size === 0 ? [] : items.filter((item) => found.has(item));
}

/** The groups with equal keys and more members than the limit, in the order of their first members. */
function groupsOver<T>(items: readonly T[], keyOf: (item: T) => string, limit: number): readonly [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()].filter((group) => group.length > limit);
}

function paths(items: readonly { readonly construct: IConstruct }[]): string {
  return items
    .map(({ construct }) => construct.node.path)
    .sort()
    .join(", ");
}
