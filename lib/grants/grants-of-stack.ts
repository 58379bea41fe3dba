import { systemPolicy } from "../catalog";
import { type Finding, type PolicyDocument, type TrustPolicy, formatProblem, parse } from "../policy";
import { restoreExpressions } from "../terraform/expressions";
import type { PrincipalName } from "./principal-name";
import { CustomPolicies, oneOf } from "./custom-policies";
import { type DocumentText, documentTextOf } from "../terraform/document-text";
import type { GrantModel, GrantedPolicy, PrincipalGrants } from "./grant-model";
import { ResourceTexts } from "../terraform/resource-texts";
import { textsOfStacks } from "../terraform/stack-outputs";
import { type SynthesizedResource, type SynthesizedStack, UnreadableStackError } from "../terraform/synthesized-stack";
import { type UnknownPart, UnknownParts } from "./unknown-parts";

type Principals = Map<string, MutableGrants>;

interface MutableGrants {
  readonly principal: PrincipalName;
  exists: boolean;
  readonly account: GrantedPolicy[];
  readonly resourceGroups: Map<string, GrantedPolicy[]>;
  readonly groups: string[];
  trust: TrustPolicy | undefined;
}

const attachments: Readonly<Record<string, { readonly kind: PrincipalName["kind"]; readonly argument: string }>> = {
  alicloud_ram_user_policy_attachment: { kind: "user", argument: "user_name" },
  alicloud_ram_group_policy_attachment: { kind: "group", argument: "group_name" },
  alicloud_ram_role_policy_attachment: { kind: "role", argument: "role_name" },
};

const scopedKinds: Readonly<Record<string, PrincipalName["kind"]>> = {
  IMSUser: "user",
  IMSGroup: "group",
  ServiceRole: "role",
};

const identities: Readonly<Record<string, PrincipalName["kind"]>> = {
  alicloud_ram_user: "user",
  alicloud_ram_group: "group",
  alicloud_ram_role: "role",
  alicloud_resource_manager_role: "role",
};

const policyTypes: ReadonlySet<string> = new Set(["alicloud_ram_policy", "alicloud_resource_manager_policy"]);

/**
 * What a stack grants: one model for each alias of the provider, since each may be another account.
 *
 * @throws UnreadableStackError RAM501 for a policy or trust document that is none
 */
export function grantsOfStack(stack: SynthesizedStack): readonly GrantModel[] {
  return grantsOfStacks([stack]);
}

/**
 * What stacks of one input grant, those of each stack in turn. References from one to another are followed, and a policy
 * that one of them has may be attached in another.
 *
 * @throws UnreadableStackError RAM501 for a policy or trust document that is none
 */
export function grantsOfStacks(stacks: readonly SynthesizedStack[]): readonly GrantModel[] {
  const texts = textsOfStacks(stacks);
  const parts = stacks.flatMap((stack, index) => partsOf(stack, texts[index] ?? new ResourceTexts(stack.resources)));
  const byResource = new Map<SynthesizedResource, GrantedPolicy>();
  const placed = parts.flatMap((part) =>
    part.resources
      .filter(({ type }) => policyTypes.has(type))
      .map((resource) => {
        const policy = readPolicy(part, resource);
        byResource.set(resource, policy);
        return { policy, place: part };
      }),
  );
  const policies = { all: new CustomPolicies(placed), byResource };
  const read = parts.map((part) => readPart(part, policies));
  return parts.map((part, index) => ({
    stack: part.name,
    file: part.file,
    principals: read[index]?.principals ?? [],
    serviceLinkedRoles: part.resources
      .filter(({ type }) => type === "alicloud_resource_manager_service_linked_role")
      .map((resource) => serviceLinkedName(resource, part.texts))
      .sort(),
    unattached: policies.all.unattached(part),
    unknown: read[index]?.unknown ?? [],
    restore: restoreExpressions,
  }));
}

/** What becomes one model: the resources of a stack that have one alias of the provider. */
interface Part {
  readonly name: string;
  readonly file: string;
  readonly resources: readonly SynthesizedResource[];
  readonly texts: ResourceTexts;
  readonly unknown: UnknownParts;
  /** A module may use any alias. The first part of its stack tells of it. */
  readonly modules: readonly UnknownPart[];
}

interface Policies {
  readonly all: CustomPolicies<Part>;
  readonly byResource: ReadonlyMap<SynthesizedResource, GrantedPolicy>;
}

function partsOf(stack: SynthesizedStack, texts: ResourceTexts): readonly Part[] {
  const { name, file, resources } = stack;
  const aliases = [...new Set(resources.map(({ providerAlias }) => providerAlias))].sort();
  const unknown = new UnknownParts(stack, texts);
  return (aliases.length === 0 ? [""] : aliases).map((alias, index) => ({
    name: alias === "" ? name : `${name} (${alias})`,
    file,
    resources: resources.filter(({ providerAlias }) => providerAlias === alias),
    texts,
    unknown,
    modules: index === 0 ? unknown.modules() : [],
  }));
}

function readPolicy({ name: stack, texts, unknown }: Part, resource: SynthesizedResource): GrantedPolicy {
  const madeOf = unknown.documentOf(resource);
  return {
    name: texts.nameOf(resource),
    type: "Custom",
    document: readDocument(stack, resource, texts),
    source: resource.address,
    ...(madeOf === undefined ? {} : { madeOf }),
  };
}

function readPart(
  part: Part,
  policies: Policies,
): { readonly principals: readonly PrincipalGrants[]; readonly unknown: readonly UnknownPart[] } {
  const principals: Principals = new Map();
  const unknown = part.resources.flatMap((resource): readonly UnknownPart[] => {
    readAttachment(resource, part, policies, principals);
    return [
      ...part.unknown.inResource(resource),
      ...unknownPolicy(policies.byResource.get(resource)),
      ...readIdentity(resource, part, principals),
      ...readMembership(resource, part, principals),
    ];
  });
  return { principals: sortedGrants(principals), unknown: [...unknown, ...part.modules] };
}

function unknownPolicy(policy: GrantedPolicy | undefined): readonly UnknownPart[] {
  if (policy?.madeOf === undefined) return [];
  const { name, madeOf } = policy;
  return [{ what: "policy", name, madeOf, why: "only Terraform knows what the policy says" }];
}

function sortedGrants(principals: Principals): readonly PrincipalGrants[] {
  return [...principals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, grants]) => grants);
}

function grantsFor(principals: Principals, kind: PrincipalName["kind"], name: string): MutableGrants {
  const key = `${kind} ${name.toLowerCase()}`;
  const known = principals.get(key);
  if (known !== undefined) return known;
  const grants: MutableGrants = {
    principal: { kind, name },
    exists: false,
    account: [],
    resourceGroups: new Map(),
    groups: [],
    trust: undefined,
  };
  principals.set(key, grants);
  return grants;
}

/** Adds a principal, and gives the trust of a role that only Terraform knows. */
function readIdentity(resource: SynthesizedResource, part: Part, principals: Principals): readonly UnknownPart[] {
  const kind = identities[resource.type];
  if (kind === undefined) return [];
  const name = part.texts.nameOf(resource);
  const grants = grantsFor(principals, kind, name);
  grants.exists = true;
  if (kind !== "role") return [];
  grants.trust = readTrust(part.name, resource, part.texts);
  const madeOf = part.unknown.documentOf(resource);
  if (madeOf === undefined) return [];
  return [{ what: "trust of role", name, madeOf, why: "only Terraform knows who may assume the role" }];
}

/** Adds users to a group, and gives the list of members that only Terraform knows. */
function readMembership(resource: SynthesizedResource, part: Part, principals: Principals): readonly UnknownPart[] {
  const { texts } = part;
  const isList = resource.type === "alicloud_ram_group_membership";
  if (!isList && resource.type !== "alicloud_ram_user_group_attachment") return [];
  const group = texts.first(resource, ["group_name"]) ?? resource.address;
  const names = resource.arguments["user_names"];
  if (isList && (names === undefined || typeof names === "string")) {
    const madeOf = part.unknown.membersOf(resource);
    return [{ what: "member list of group", name: group, madeOf, why: "only Terraform knows who is in the group" }];
  }
  const users = isList
    ? userNamesOf(part.name, resource).map((name) => texts.follow(String(name)))
    : [texts.first(resource, ["user_name"]) ?? resource.address];
  for (const user of users) grantsFor(principals, "user", user).groups.push(group);
  return [];
}

function userNamesOf(stack: string, { address, arguments: given }: SynthesizedResource): readonly unknown[] {
  const names = given["user_names"];
  if (Array.isArray(names)) return names;
  throw new UnreadableStackError(stack, `${address}.user_names is not a list`);
}

/** Adds what an attachment grants. */
function readAttachment(resource: SynthesizedResource, part: Part, policies: Policies, principals: Principals): void {
  const { texts } = part;
  const inAccount = attachments[resource.type];
  const isScoped = resource.type === "alicloud_resource_manager_policy_attachment";
  if (inAccount === undefined && !isScoped) return;
  const policy = attachedPolicy(resource, part, policies);
  const argument = inAccount?.argument ?? "principal_name";
  const written = texts.first(resource, [argument]) ?? resource.address;
  // ResourceManager names principals with the domain of the account.
  const principal = isScoped ? written.replace(/@[^@]*$/, "") : written;
  const kind = inAccount?.kind ?? scopedKinds[texts.first(resource, ["principal_type"]) ?? ""] ?? "user";
  const grants = grantsFor(principals, kind, principal);
  const group = isScoped ? (texts.first(resource, ["resource_group_id"]) ?? resource.address) : undefined;
  // The id of an account stands for the whole of it.
  if (group === undefined || /^\d+$/.test(group)) grants.account.push(policy);
  else grants.resourceGroups.set(group, [...(grants.resourceGroups.get(group) ?? []), policy]);
}

/** The policy that an attachment names: by reference exactly, else by name. */
function attachedPolicy(resource: SynthesizedResource, part: Part, { all, byResource }: Policies): GrantedPolicy {
  const { texts } = part;
  const name = texts.first(resource, ["policy_name"]) ?? resource.address;
  if (texts.first(resource, ["policy_type"]) === "System") {
    return { name, type: "System", document: systemPolicy(name)?.document, source: undefined };
  }
  const argument = resource.arguments["policy_name"];
  const written = typeof argument === "string" ? argument : "";
  const target = texts.targetOf(written);
  const exact = target === undefined ? undefined : byResource.get(target);
  if (exact !== undefined) return all.attachExactly(exact);
  const named = all.attach(name, part);
  if (named !== undefined) return named;
  const unknown: GrantedPolicy = { name, type: "Custom", document: undefined, source: undefined };
  // It may be any that the expression mentions, or one that is not in the input.
  const mentioned = texts.mentionedIn(written).flatMap((one) => byResource.get(one) ?? []);
  if (mentioned.length === 0 || !name.includes("${")) return unknown;
  return oneOf(name, [...mentioned, unknown], "policies are possible, of the input or others") ?? unknown;
}

function serviceLinkedName(resource: SynthesizedResource, texts: ResourceTexts): string {
  const suffix = texts.first(resource, ["custom_suffix"]);
  return `${texts.first(resource, ["service_name"]) ?? resource.address}${suffix === undefined ? "" : ` ${suffix}`}`;
}

function readDocument(stack: string, resource: SynthesizedResource, texts: ResourceTexts): PolicyDocument | undefined {
  const found = documentTextOf(resource, texts);
  if (found === undefined) return undefined;
  const { typed, findings } = parse(found.text, "identity");
  if (typed !== undefined && typed.kind !== "trust") return typed.policy;
  throw unreadable(stack, resource, found, findings);
}

function readTrust(stack: string, resource: SynthesizedResource, texts: ResourceTexts): TrustPolicy | undefined {
  const found = documentTextOf(resource, texts);
  if (found === undefined) return undefined;
  const { typed, findings } = parse(found.text, "trust");
  if (typed?.kind === "trust") return typed.policy;
  throw unreadable(stack, resource, found, findings);
}

function unreadable(
  stack: string,
  { address }: SynthesizedResource,
  { argument }: DocumentText,
  findings: readonly Finding[],
): UnreadableStackError {
  const lines = findings.map(formatProblem).join(" ");
  return new UnreadableStackError(stack, `${address}.${argument}: ${restoreExpressions(lines)}`);
}
