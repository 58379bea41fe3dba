import { isServiceLinkedRoleName } from "../catalog/service-linked-roles";
import { resourceManagerKinds } from "../terraform/ram-resources/attachments";
import type { Identity, PrincipalKind } from "../terraform/ram-resources/identity";
import type { Listed, Listing } from "./listing";
import { foldCase, isSameName } from "../policy/letter-case";

/** The result of looking for an object in a listing. */
export type Finding =
  /** The account has it. `identity` has the account's spelling. */
  | { readonly state: "found"; readonly identity: Identity; readonly givenId?: string }
  | { readonly state: "missing"; readonly what: string }
  /** The listing lacks the response to `call`, or some of its pages. */
  | { readonly state: "not listed"; readonly call: string };

/** Looks for an object in a listing. Names are compared case-insensitively, as RAM does. */
export function findListed(identity: Identity, listing: Listing): Finding {
  switch (identity.kind) {
    case "policy": {
      const custom = withEntries(listing.policies, (entries) => entries.filter(({ type }) => type !== "System"));
      return findName(custom, identity.name, "ListPolicies", `the policy ${identity.name}`, ({ name }) => ({
        identity: { ...identity, name },
      }));
    }
    case "role":
    case "group":
      return findName(
        namesOf(identity.kind, listing),
        identity.name,
        callOf[identity.kind],
        `the ${identity.kind} ${identity.name}`,
        ({ name }) => ({ identity: { ...identity, name } }),
      );
    case "user":
      return findWithId(listing.users, identity, "ListUsers");
    case "resource group":
      return findWithId(listing.resourceGroups, identity, "ListResourceGroups");
    case "control policy":
      return findWithId(listing.controlPolicies, identity, "ListControlPolicies");
    case "attachment":
      return findAttachment(identity, listing);
    case "scoped attachment":
      return findScopedAttachment(identity, listing);
    case "service-linked role":
      return findServiceLinkedRole(identity, listing);
    case "membership":
      return findMembership(identity, listing);
    case "members": {
      const found = findListed({ kind: "group", name: identity.group }, listing);
      if (found.state !== "found" || found.identity.kind !== "group") return found;
      return { state: "found", identity: { ...identity, group: found.identity.name } };
    }
    case "control attachment":
      return findControlAttachment(identity, listing);
  }
}

const callOf = { group: "ListGroups", role: "ListRoles" } as const;

/** Finds an object by name and returns the id that the account assigned to it. */
function findWithId(
  listed: Listed<{ readonly name: string; readonly id: string | undefined }> | undefined,
  identity: Extract<Identity, { readonly name: string }>,
  call: string,
): Finding {
  return findName(listed, identity.name, call, `the ${identity.kind} ${identity.name}`, ({ name, id }) => ({
    identity: { ...identity, name },
    ...(id === undefined ? {} : { givenId: id }),
  }));
}

function namesOf(kind: PrincipalKind, listing: Listing): Listed<{ readonly name: string }> | undefined {
  if (kind === "role") return listing.roles;
  if (kind === "user") return listing.users;
  return withEntries(listing.groups, (names) => names.map((name) => ({ name })));
}

function withEntries<From, To>(
  listed: Listed<From> | undefined,
  change: (entries: readonly From[]) => readonly To[],
): Listed<To> | undefined {
  return listed === undefined ? undefined : { ...listed, entries: change(listed.entries) };
}

function same(left: string, right: string): boolean {
  return isSameName(left, right);
}

function findName<Entry extends { readonly name: string }>(
  listed: Listed<Entry> | undefined,
  name: string,
  call: string,
  what: string,
  found: (entry: Entry) => Omit<Extract<Finding, { readonly state: "found" }>, "state">,
): Finding {
  const entry = listed?.entries.find((one) => same(one.name, name));
  if (entry !== undefined) return { state: "found", ...found(entry) };
  return listed?.isComplete === true ? { state: "missing", what } : { state: "not listed", call };
}

type Attachment = Extract<Identity, { readonly kind: "attachment" }>;

/** If the account lacks the policy or the principal, it also lacks the attachment. */
function findAttachment(identity: Attachment, listing: Listing): Finding {
  const { to, principal, policy, policyType } = identity;
  const own = listing.policiesOf.get(`${to} ${foldCase(principal)}`);
  const principalName = namesOf(to, listing)?.entries.find(({ name }) => same(name, principal))?.name ?? principal;
  const found = own?.entries.find(({ name, type }) => same(name, policy) && (type ?? policyType) === policyType);
  if (found !== undefined) {
    return { state: "found", identity: { ...identity, policy: found.name, principal: principalName } };
  }
  const everywhere = listing.attachments?.entries.find(
    (one) =>
      same(one.policy, policy) &&
      one.policyType === policyType &&
      same(one.principal.replace(/@[^@]*$/, ""), principal) &&
      resourceManagerKinds[one.principalType] === to &&
      /^\d+$/.test(one.resourceGroup), // the account id stands for account level
  );
  if (everywhere !== undefined) {
    const name = everywhere.principal.replace(/@[^@]*$/, "");
    return { state: "found", identity: { ...identity, policy: everywhere.policy, principal: name } };
  }
  const what = `the attachment of ${policy} to the ${to} ${principal}`;
  const ends = [
    findListed({ kind: to, name: principal }, listing),
    ...(policyType === "Custom" ? [findListed({ kind: "policy", name: policy }, listing)] : []),
  ];
  const isKnown = own?.isComplete === true || listing.attachments?.isComplete === true;
  if (isKnown || ends.some(({ state }) => state === "missing")) return { state: "missing", what };
  const call = { user: "ListPoliciesForUser", group: "ListPoliciesForGroup", role: "ListPoliciesForRole" }[to];
  return { state: "not listed", call: `${call} of ${principal}` };
}

function findScopedAttachment(
  identity: Extract<Identity, { readonly kind: "scoped attachment" }>,
  { attachments }: Listing,
): Finding {
  const found = attachments?.entries.find(
    (one) =>
      same(one.policy, identity.policy) &&
      one.policyType === identity.policyType &&
      same(one.principal, identity.principal) &&
      one.principalType === identity.principalType &&
      one.resourceGroup === identity.resourceGroup,
  );
  if (found !== undefined) return { state: "found", identity: { ...identity, ...found } };
  const what = `the attachment of ${identity.policy} to ${identity.principal} in ${identity.resourceGroup}`;
  return attachments?.isComplete === true
    ? { state: "missing", what }
    : { state: "not listed", call: "ListPolicyAttachments" };
}

/** Finds the role by its name. If the catalog does not know the name, finds the only service-linked role that trusts the service. */
function findServiceLinkedRole(
  identity: Extract<Identity, { readonly kind: "service-linked role" }>,
  { roles }: Listing,
): Finding {
  const { service, role } = identity;
  const what = `the service-linked role of ${service}`;
  if (role !== undefined) {
    return findName(roles, role, "ListRoles", what, ({ name }) => ({ identity: { ...identity, role: name } }));
  }
  const trusting = (roles?.entries ?? []).filter(
    ({ name, services }) => isServiceLinkedRoleName(name) && services.includes(service),
  );
  const [only, ...more] = new Set(trusting.map(({ name }) => name));
  if (only === undefined || more.length > 0) return { state: "not listed", call: `GetRole for the role of ${service}` };
  return { state: "found", identity: { ...identity, role: only } };
}

function findMembership(identity: Extract<Identity, { readonly kind: "membership" }>, listing: Listing): Finding {
  const { group, user } = identity;
  const members = listing.members.get(foldCase(group));
  const groupName = listing.groups?.entries.find((name) => same(name, group)) ?? group;
  const found = members?.entries.find((name) => same(name, user));
  if (found !== undefined) return { state: "found", identity: { ...identity, group: groupName, user: found } };
  const ends = [findListed({ kind: "group", name: group }, listing), findListed({ kind: "user", name: user }, listing)];
  return members?.isComplete === true || ends.some(({ state }) => state === "missing")
    ? { state: "missing", what: `the user ${user} in the group ${group}` }
    : { state: "not listed", call: `ListUsersForGroup of ${group}` };
}

function findControlAttachment(
  identity: Extract<Identity, { readonly kind: "control attachment" }>,
  { controlPoliciesOf }: Listing,
): Finding {
  const { policyId, target } = identity;
  const listed = controlPoliciesOf.get(target);
  if (listed?.entries.includes(policyId) === true) return { state: "found", identity };
  return listed?.isComplete === true
    ? { state: "missing", what: `the control policy ${policyId} on ${target}` }
    : { state: "not listed", call: `ListControlPolicyAttachmentsForTarget of ${target}` };
}
