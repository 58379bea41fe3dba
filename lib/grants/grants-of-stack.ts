import { type Finding, type PolicyDocument, type TrustPolicy, formatProblem, parse } from "../policy";
import { restoreExpressions } from "../terraform/expressions";
import type { PrincipalName } from "./principal-name";
import { principalWithoutDomain } from "./principal-name";
import { CustomPolicies, oneOf } from "./custom-policies";
import { lazy } from "../catalog/lazy";
import type { Configuration } from "../terraform/configuration/configuration";
import { providerAccounts, relateAccounts } from "../terraform/configuration/provider-account";
import { conditionsOf, documentBranches, isBranching, mapBranches } from "../terraform/document-branches";
import type { ChosenDocument } from "./open-conditions";
import { type DocumentText, documentTextOf } from "../terraform/document-text";
import type { GrantModel, GrantedPolicy, PrincipalGrants } from "./grant-model";
import { serviceLinkedName } from "./service-linked-name";
import { type AttachmentTexts, attachmentTexts, givenArgument, ramResources } from "../terraform/ram-resources";
import { ResourceTexts } from "../terraform/resource-texts";
import { systemPolicyGrant } from "./system-policy-grant";
import { hasExpression } from "../terraform/template";
import { textsOfStacks } from "../terraform/stack-outputs";
import type { Resource } from "../terraform/resource";
import type { SynthesizedStack } from "../terraform/synthesized-stack";
import { UnreadableStackError } from "../terraform/unreadable-stack-error";
import { type UnknownPart, UnknownParts } from "./unknown-parts";
import { foldCase } from "../policy/letter-case";

type Principals = Map<string, MutableGrants>;

interface MutableGrants {
  readonly principal: PrincipalName;
  exists: boolean;
  imported?: true;
  readonly account: GrantedPolicy[];
  readonly resourceGroups: Map<string, GrantedPolicy[]>;
  readonly groups: string[];
  trust: TrustPolicy | undefined;
  readonly chosenTrusts: ChosenDocument<TrustPolicy>[];
}

/**
 * What a stack grants: one model for each provider alias, because each alias may belong to another account.
 *
 * @throws UnreadableStackError RAM501 for an invalid policy or trust document
 */
export function grantsOfStack(stack: SynthesizedStack): readonly GrantModel[] {
  return grantsOfStacks([stack]);
}

/**
 * What the stacks of one input grant. References between stacks are resolved, and a policy of one stack may be attached
 * in another.
 *
 * @throws UnreadableStackError RAM501 for an invalid policy or trust document
 */
export function grantsOfStacks(stacks: readonly SynthesizedStack[]): readonly GrantModel[] {
  const texts = textsOfStacks(stacks);
  const parts = stacks.flatMap((stack, index) => partsOf(stack, texts[index] ?? new ResourceTexts(stack.resources)));
  const byResource = new Map<Resource, GrantedPolicy>();
  const placed = parts.flatMap((part) =>
    part.resources
      .filter(({ type }) => ramResources.get(type)?.creates === "policy")
      .map((resource) => {
        const policy = readPolicy(part, resource);
        byResource.set(resource, policy);
        return { policy, place: part };
      }),
  );
  const policies = { all: new CustomPolicies(placed, mayBeInOneAccount), byResource };
  const read = parts.map((part) => readPart(part, policies));
  return parts.map((part, index) => ({
    stack: part.name,
    file: part.file,
    principals: read[index]?.principals ?? [],
    serviceLinkedRoles: part.resources.flatMap((resource) => serviceLinkedName(resource, part.texts) ?? []).sort(),
    ...createdResourceGroups(part),
    unattached: policies.all.unattached(part),
    unknown: read[index]?.unknown ?? [],
    unresolved: part.resources.flatMap((resource) => part.unknown.unresolvedIn(resource)),
    ...(part.configuration === undefined ? {} : { configuration: part.configuration }),
  }));
}

/** The resources of a stack with the same provider alias, which become one model. */
interface Part {
  readonly name: string;
  readonly file: string;
  readonly resources: readonly Resource[];
  readonly texts: ResourceTexts;
  readonly unknown: UnknownParts;
  /** A module may use any alias, so only the first part of a stack reports its modules. */
  readonly modules: readonly UnknownPart[];
  readonly configuration: Configuration | undefined;
  /** The settings of its provider that choose the account. */
  readonly account: () => string | undefined;
}

function mayBeInOneAccount(one: Part, other: Part): boolean {
  const [account, otherAccount] = [one.account(), other.account()];
  // A plan has no provider settings. If it has two providers, they are taken to be for two accounts.
  if (one.texts === other.texts && account === undefined && otherAccount === undefined) return false;
  return relateAccounts(account, otherAccount) !== "two accounts";
}

interface Policies {
  readonly all: CustomPolicies<Part>;
  readonly byResource: ReadonlyMap<Resource, GrantedPolicy>;
}

function partsOf(stack: SynthesizedStack, texts: ResourceTexts): readonly Part[] {
  const { name, file, resources } = stack;
  const aliases = [...new Set(resources.map(({ providerAlias }) => providerAlias))].sort();
  const unknown = new UnknownParts(stack, texts);
  const accounts = lazy(() => providerAccounts(stack.configuration));
  return (aliases.length === 0 ? [""] : aliases).map((alias, index) => ({
    name: alias === "" ? name : `${name} (${alias})`,
    file,
    resources: resources.filter(({ providerAlias }) => providerAlias === alias),
    texts,
    unknown,
    modules: index === 0 ? unknown.modules() : [],
    configuration: index === 0 ? stack.configuration : undefined,
    account: () => accounts().get(alias),
  }));
}

function readPolicy(part: Part, resource: Resource): GrantedPolicy {
  const { name: stack, texts, unknown } = part;
  const madeOf = unknown.documentOf(resource);
  const chosen =
    madeOf === undefined
      ? undefined
      : chosenDocument(part, resource, (text) => {
          const { typed } = parse(text, "identity");
          return typed === undefined || typed.kind === "trust" ? undefined : typed.policy;
        });
  return {
    name: texts.nameOf(resource),
    type: "Custom",
    document: readDocument(stack, resource, texts),
    source: resource.address,
    ...(madeOf === undefined ? {} : { madeOf }),
    ...(chosen === undefined ? {} : { chosen }),
  };
}

/**
 * The documents that a resource may have; `undefined` if conditions are not all that is unknown, or if RAM would refuse one
 * of the documents.
 */
function chosenDocument<Document extends object>(
  { file, texts, unknown }: Part,
  resource: Resource,
  read: (text: string) => Document | undefined,
): ChosenDocument<Document> | undefined {
  const found = documentBranches(resource, texts);
  const branches =
    found &&
    mapBranches(
      found,
      ({ text }) => read(text),
      (condition) => unknown.fingerprintOf(condition),
    );
  return branches !== undefined && isBranching(branches) ? { stack: file, branches } : undefined;
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
      ...unknownPolicy(policies.byResource.get(resource), part.unknown.reasonFor(resource), part.unknown),
      ...readIdentity(resource, part, principals),
      ...readMembership(resource, part, principals),
    ];
  });
  return { principals: sortedGrants(principals), unknown: [...unknown, ...repeatedNames(part), ...part.modules] };
}

/** Several roles with one name. Only one of them can exist, and it is not known which. */
function repeatedNames({ resources, texts }: Part): readonly UnknownPart[] {
  const named = new Map<string, { readonly address: string; readonly document: string }[]>();
  for (const resource of resources) {
    if (ramResources.get(resource.type)?.creates !== "role") continue;
    const key = `role ${foldCase(texts.nameOf(resource))}`;
    const document = documentTextOf(resource, texts)?.text ?? JSON.stringify(resource.arguments);
    named.set(key, [...(named.get(key) ?? []), { address: resource.address, document }]);
  }
  return [...named].flatMap(([key, all]) => {
    const documents = [...new Set(all.map(({ document }) => document))].sort();
    if (documents.length < 2) return [];
    const addresses = all.map(({ address }) => address).sort();
    return {
      what: "change" as const,
      name: key,
      madeOf: JSON.stringify(documents),
      why: `${addresses.join(" and ")} have one name with different documents`,
      isWritten: true as const,
    };
  });
}

function unknownPolicy(
  policy: GrantedPolicy | undefined,
  reason: string,
  unknown: UnknownParts,
): readonly UnknownPart[] {
  if (policy?.madeOf === undefined) return [];
  const { name, madeOf, chosen } = policy;
  const why = `only Terraform knows what the policy says${reason}`;
  return [{ what: "policy", name, madeOf: openPartOf(chosen, madeOf, unknown), why }];
}

/** Documents that conditions choose from are compared one by one, so only the conditions remain unknown. */
function openPartOf(chosen: ChosenDocument<object> | undefined, madeOf: string, unknown: UnknownParts): string {
  return chosen === undefined ? madeOf : unknown.fingerprintOf([...conditionsOf(chosen.branches)].sort());
}

function sortedGrants(principals: Principals): readonly PrincipalGrants[] {
  return [...principals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, grants]) => grants);
}

function grantsFor(principals: Principals, kind: PrincipalName["kind"], name: string): MutableGrants {
  const key = `${kind} ${foldCase(name)}`;
  const known = principals.get(key);
  if (known !== undefined) return known;
  const grants: MutableGrants = {
    principal: { kind, name },
    exists: false,
    account: [],
    resourceGroups: new Map(),
    groups: [],
    trust: undefined,
    chosenTrusts: [],
  };
  principals.set(key, grants);
  return grants;
}

/** Adds a principal. Returns the trust of a role if only Terraform knows it. */
function readIdentity(resource: Resource, part: Part, principals: Principals): readonly UnknownPart[] {
  const kind = ramResources.get(resource.type)?.creates;
  if (kind !== "user" && kind !== "group" && kind !== "role") return [];
  const name = part.texts.nameOf(resource);
  const grants = grantsFor(principals, kind, name);
  grants.exists = true;
  if (resource.imported) grants.imported = true;
  if (kind !== "role") return [];
  grants.trust = readTrust(part.name, resource, part.texts);
  const madeOf = part.unknown.documentOf(resource);
  if (madeOf === undefined) return [];
  const chosen = chosenDocument(part, resource, (text) => {
    const { typed } = parse(text, "trust");
    return typed?.kind === "trust" ? typed.policy : undefined;
  });
  if (chosen !== undefined) grants.chosenTrusts.push(chosen);
  const why = `only Terraform knows who may assume the role${part.unknown.reasonFor(resource)}`;
  return [
    {
      what: "trust of role",
      name,
      madeOf: openPartOf(chosen, madeOf, part.unknown),
      why,
      ...(chosen === undefined ? {} : { isCompared: true as const }),
    },
  ];
}

/** Adds users to a group. Returns the member list if only Terraform knows it. */
function readMembership(resource: Resource, part: Part, principals: Principals): readonly UnknownPart[] {
  const { texts } = part;
  const rule = ramResources.get(resource.type)?.joins;
  if (rule === undefined) return [];
  const group = texts.textOf(resource, rule.group) ?? resource.address;
  const names = resource.arguments[rule.users];
  if (rule.isList && (names === undefined || typeof names === "string")) {
    const madeOf = part.unknown.membersOf(resource, rule.users);
    const why = `only Terraform knows who is in the group${part.unknown.reasonFor(resource)}`;
    return [{ what: "member list of group", name: group, madeOf, why }];
  }
  if (rule.isList && !Array.isArray(names)) {
    throw new UnreadableStackError(part.name, `${resource.address}.${rule.users} is not a list`);
  }
  const users = Array.isArray(names)
    ? names.map((name) => texts.follow(String(name)))
    : [texts.textOf(resource, rule.users) ?? resource.address];
  for (const user of users) grantsFor(principals, "user", user).groups.push(group);
  return [];
}

function readAttachment(resource: Resource, part: Part, policies: Policies, principals: Principals): void {
  const attachment = attachmentTexts(resource.type, (argument) => part.texts.textOf(resource, argument));
  if (attachment === undefined) return;
  const { kind = "user", isScoped, resourceGroup } = attachment;
  const policy = attachedPolicy(resource, attachment, part, policies);
  const written = attachment.principal ?? resource.address;
  // ResourceManager appends the account's domain to the names of principals.
  const principal = isScoped ? principalWithoutDomain(written) : written;
  const grants = grantsFor(principals, kind, principal);
  const group = isScoped ? (resourceGroup ?? resource.address) : undefined;
  // An account id in place of a resource group is the scope of the whole account.
  if (group === undefined || /^\d+$/.test(group)) grants.account.push(policy);
  else grants.resourceGroups.set(group, [...(grants.resourceGroups.get(group) ?? []), policy]);
}

/** The policy of an attachment, found by reference or else by name. */
function attachedPolicy(
  resource: Resource,
  attachment: AttachmentTexts,
  part: Part,
  { all, byResource }: Policies,
): GrantedPolicy {
  const { texts } = part;
  const name = attachment.policy() ?? resource.address;
  if (attachment.policyType === "System") {
    return systemPolicyGrant(name);
  }
  const argument = givenArgument(resource.type, resource.arguments, attachment.policyArgument)?.value;
  const written = typeof argument === "string" ? argument : "";
  const target = texts.targetOf(written);
  const exact = target === undefined ? undefined : byResource.get(target);
  const named = exact === undefined ? all.attach(name, part) : all.attachExactly(exact, part);
  if (named !== undefined) return named;
  const unknown: GrantedPolicy = { name, type: "Custom", document: undefined, source: undefined };
  // It may be any policy that the expression mentions, or one outside of the input.
  const mentioned = texts.mentionedIn(written).flatMap((one) => byResource.get(one) ?? []);
  if (mentioned.length === 0 || !hasExpression(name)) return unknown;
  return oneOf(name, [...mentioned, unknown], "policies may be meant, including one outside of the input") ?? unknown;
}

function createdResourceGroups({ resources, texts }: Part): Pick<GrantModel, "resourceGroups"> {
  const created = resources.filter(({ type }) => ramResources.get(type)?.creates === "resource group");
  if (created.length === 0) return {};
  return {
    resourceGroups: created.map((resource) => {
      const { address, arguments: given } = resource;
      const id = given["id"];
      return { name: texts.nameOf(resource), id: typeof id === "string" && id !== "" ? id : `\${${address}.id}` };
    }),
  };
}

function readDocument(stack: string, resource: Resource, texts: ResourceTexts): PolicyDocument | undefined {
  const found = documentTextOf(resource, texts);
  if (found === undefined) return undefined;
  const { typed, findings } = parse(found.text, "identity");
  if (typed !== undefined && typed.kind !== "trust") return typed.policy;
  throw unreadable(stack, resource, found, findings);
}

function readTrust(stack: string, resource: Resource, texts: ResourceTexts): TrustPolicy | undefined {
  const found = documentTextOf(resource, texts);
  if (found === undefined) return undefined;
  const { typed, findings } = parse(found.text, "trust");
  if (typed?.kind === "trust") return typed.policy;
  throw unreadable(stack, resource, found, findings);
}

function unreadable(
  stack: string,
  { address }: Resource,
  { argument }: DocumentText,
  findings: readonly Finding[],
): UnreadableStackError {
  const lines = findings.map(formatProblem).join(" ");
  return new UnreadableStackError(stack, `${address}.${argument}: ${restoreExpressions(lines)}`);
}
