import { systemPolicy } from "../../catalog";
import { type Finding, type PolicyDocument, type TrustPolicy, formatProblem, parse } from "../../policy";
import { restoreExpressions } from "../../constructs/terraform-expressions";
import type { PrincipalName } from "../report/review-report";
import { type DocumentText, documentTextOf } from "./document-text";
import type { GrantModel, GrantedPolicy, PrincipalGrants } from "./grant-model";
import { ResourceTexts } from "./resource-texts";
import { type SynthesizedResource, type SynthesizedStack, UnreadableStackError, asList } from "./synthesized-stack";
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

const identities: Readonly<
  Record<string, { readonly kind: PrincipalName["kind"]; readonly arguments: readonly string[] }>
> = {
  alicloud_ram_user: { kind: "user", arguments: ["name"] },
  alicloud_ram_group: { kind: "group", arguments: ["group_name", "name"] },
  alicloud_ram_role: { kind: "role", arguments: ["role_name", "name"] },
  alicloud_resource_manager_role: { kind: "role", arguments: ["role_name"] },
};

const policyTypes: ReadonlySet<string> = new Set(["alicloud_ram_policy", "alicloud_resource_manager_policy"]);

/**
 * What a stack grants: one model for each alias of the provider, since each may be another account.
 *
 * @throws UnreadableStackError RAM501 for a policy or trust document that is none
 */
export function grantsOfStack(stack: SynthesizedStack): readonly GrantModel[] {
  const aliases = [...new Set(stack.resources.map(({ providerAlias }) => providerAlias))].sort();
  const texts = new ResourceTexts(stack.resources);
  const parts = new UnknownParts(stack, texts);
  const models = (aliases.length === 0 ? [""] : aliases).map((alias) =>
    grantsOfResources(
      alias === "" ? stack.name : `${stack.name} (${alias})`,
      stack.resources.filter(({ providerAlias }) => providerAlias === alias),
      texts,
      parts,
    ),
  );
  // A module may use any alias. It is told of once.
  return models.map((model, index) =>
    index > 0 ? model : { ...model, unknown: [...(model.unknown ?? []), ...parts.modules()] },
  );
}

function grantsOfResources(
  stack: string,
  resources: readonly SynthesizedResource[],
  texts: ResourceTexts,
  parts: UnknownParts,
): GrantModel {
  const unknown: UnknownPart[] = resources.flatMap((resource) => parts.inResource(resource));
  const policies = new Map<string, GrantedPolicy>();
  for (const resource of resources) {
    if (!policyTypes.has(resource.type)) continue;
    const name = texts.first(resource, ["policy_name", "name"]) ?? resource.address;
    const madeOf = parts.documentOf(resource);
    if (madeOf !== undefined) {
      unknown.push({ what: "policy", name, madeOf, why: "only Terraform knows what the policy says" });
    }
    policies.set(name.toLowerCase(), {
      name,
      type: "Custom",
      document: readDocument(stack, resource, texts),
      source: resource.address,
      ...(madeOf === undefined ? {} : { madeOf }),
    });
  }
  const principals: Principals = new Map();
  const attached = new Set<string>();
  for (const resource of resources) {
    unknown.push(...readIdentity(stack, resource, texts, principals, parts));
    unknown.push(...readMembership(resource, texts, principals, parts));
    const policyName = readAttachment(resource, texts, policies, principals);
    if (policyName !== undefined) attached.add(policyName.toLowerCase());
  }
  return {
    stack,
    principals: sortedGrants(principals),
    serviceLinkedRoles: resources
      .filter(({ type }) => type === "alicloud_resource_manager_service_linked_role")
      .map((resource) => serviceLinkedName(resource, texts))
      .sort(),
    unattached: [...policies].filter(([name]) => !attached.has(name)).map(([, policy]) => policy),
    unknown,
    restore: restoreExpressions,
  };
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
function readIdentity(
  stack: string,
  resource: SynthesizedResource,
  texts: ResourceTexts,
  principals: Principals,
  parts: UnknownParts,
): readonly UnknownPart[] {
  const identity = identities[resource.type];
  if (identity === undefined) return [];
  const name = texts.first(resource, identity.arguments) ?? resource.address;
  const grants = grantsFor(principals, identity.kind, name);
  grants.exists = true;
  if (identity.kind !== "role") return [];
  grants.trust = readTrust(stack, resource, texts);
  const madeOf = parts.documentOf(resource);
  if (madeOf === undefined) return [];
  return [{ what: "trust of role", name, madeOf, why: "only Terraform knows who may assume the role" }];
}

/** Adds users to a group, and gives the list of members that only Terraform knows. */
function readMembership(
  resource: SynthesizedResource,
  texts: ResourceTexts,
  principals: Principals,
  parts: UnknownParts,
): readonly UnknownPart[] {
  const isList = resource.type === "alicloud_ram_group_membership";
  if (!isList && resource.type !== "alicloud_ram_user_group_attachment") return [];
  const group = texts.first(resource, ["group_name"]) ?? resource.address;
  const names = resource.arguments["user_names"];
  if (isList && (names === undefined || typeof names === "string")) {
    const madeOf = parts.membersOf(resource);
    return [{ what: "member list of group", name: group, madeOf, why: "only Terraform knows who is in the group" }];
  }
  const users = isList
    ? asList(names).map((name) => texts.follow(String(name)))
    : [texts.first(resource, ["user_name"]) ?? resource.address];
  for (const user of users) grantsFor(principals, "user", user).groups.push(group);
  return [];
}

/** Adds what an attachment grants, and gives the name of the custom policy that it attaches. */
function readAttachment(
  resource: SynthesizedResource,
  texts: ResourceTexts,
  policies: ReadonlyMap<string, GrantedPolicy>,
  principals: Principals,
): string | undefined {
  const inAccount = attachments[resource.type];
  const isScoped = resource.type === "alicloud_resource_manager_policy_attachment";
  if (inAccount === undefined && !isScoped) return undefined;
  const name = texts.first(resource, ["policy_name"]) ?? resource.address;
  const isSystem = texts.first(resource, ["policy_type"]) === "System";
  const policy: GrantedPolicy = isSystem
    ? { name, type: "System", document: systemPolicy(name)?.document, source: undefined }
    : (policies.get(name.toLowerCase()) ?? { name, type: "Custom", document: undefined, source: undefined });
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
  return isSystem ? undefined : name;
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
