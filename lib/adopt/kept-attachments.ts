import { foldCase } from "../policy/letter-case";
import { resourceManagerKinds } from "../terraform/ram-resources/attachments";
import type { Identity, PrincipalKind } from "../terraform/ram-resources/identity";
import type { Listing } from "./listing";

/** A principal of a stack. */
export interface StackPrincipal {
  readonly kind: PrincipalKind;
  readonly name: string;
}

/**
 * Policies that the account attaches to a principal and that no attachment of the stack names. Terraform does not know
 * them, so that they stay when the principal is imported. In the order of the listing, each once.
 *
 * @param known what the resources of the stack identify
 */
export function keptAttachments(
  { kind, name }: StackPrincipal,
  known: readonly Identity[],
  listing: Listing,
): readonly string[] {
  const inStack = new Set(known.flatMap(attachmentKeys));
  const own = listing.policiesOf.get(`${kind} ${foldCase(name)}`)?.entries ?? [];
  const everywhere = (listing.attachments?.entries ?? [])
    .filter(({ principal, principalType }) => resourceManagerKinds[principalType] === kind && isNameOf(principal, name))
    .map((one) => ({
      policy: one.policy,
      policyType: one.policyType,
      resourceGroup: isAccountId(one.resourceGroup) ? undefined : one.resourceGroup,
    }));
  const attached: readonly Attached[] = [
    ...own.map((one) => ({ policy: one.name, policyType: one.type, resourceGroup: undefined })),
    ...everywhere,
  ];
  const kept = new Map<string, Attached>();
  for (const one of attached) {
    const keys = keysOf(kind, name, one);
    if (keys.some((key) => inStack.has(key) || kept.has(key))) continue;
    for (const key of keys) kept.set(key, one);
  }
  return [...new Set(kept.values())].map(textOf);
}

interface Attached {
  readonly policy: string;
  /** `undefined` if the response does not contain it. */
  readonly policyType: string | undefined;
  /** `undefined` for an attachment at account level. */
  readonly resourceGroup: string | undefined;
}

function attachmentKeys(identity: Identity): readonly string[] {
  if (identity.kind === "attachment") {
    return keysOf(identity.to, identity.principal, { ...identity, resourceGroup: undefined });
  }
  if (identity.kind !== "scoped attachment") return [];
  const kind = resourceManagerKinds[identity.principalType];
  const resourceGroup = isAccountId(identity.resourceGroup) ? undefined : identity.resourceGroup;
  return kind === undefined ? [] : keysOf(kind, withoutDomain(identity.principal), { ...identity, resourceGroup });
}

/** One key, or one for each type of policy where the type is not known. */
function keysOf(
  kind: PrincipalKind,
  principal: string,
  { policy, policyType, resourceGroup = "" }: Attached,
): readonly string[] {
  const types = policyType === undefined ? ["Custom", "System"] : [policyType];
  return types.map((type) => foldCase([kind, principal, type, policy, resourceGroup].join(" ")));
}

function textOf({ policy, policyType, resourceGroup }: Attached): string {
  const what = policyType === undefined ? policy : `${policy} (${policyType})`;
  return resourceGroup === undefined ? what : `${what} in ${resourceGroup}`;
}

function isNameOf(principal: string, name: string): boolean {
  return foldCase(withoutDomain(principal)) === foldCase(name);
}

function withoutDomain(principal: string): string {
  return principal.replace(/@[^@]*$/, "");
}

/** In ResourceManager's list the account id stands for account level. */
function isAccountId(resourceGroup: string): boolean {
  return /^\d+$/.test(resourceGroup);
}
