import { attachments } from "./ram-resources/attachments";
import type { PrincipalKind } from "./ram-resources/identity";
import { memberships } from "./ram-resources/memberships";
import { notReviewed } from "./ram-resources/not-reviewed";
import { policies } from "./ram-resources/policies";
import { principals } from "./ram-resources/principals";
import type { AttachmentRule, RamResource } from "./ram-resources/ram-resource";
import { resourceDirectory } from "./ram-resources/resource-directory";
import { serviceLinkedRoles } from "./ram-resources/service-linked-roles";

/** What the library knows about each RAM-related resource type of the provider. The only such table. */
export const ramResources: ReadonlyMap<string, RamResource> = new Map(
  Object.entries<RamResource>({
    ...policies,
    ...principals,
    ...attachments,
    ...memberships,
    ...resourceDirectory,
    ...serviceLinkedRoles,
    ...notReviewed,
  }),
);

/** The names of an argument, the current one first. */
export function argumentNames(type: string, argument: string): readonly string[] {
  return [argument, ...(ramResources.get(type)?.older?.[argument] ?? [])];
}

/** An argument under whichever of its names is set. A name with a non-empty value wins over one with an empty value. */
export function givenArgument(
  type: string,
  given: Readonly<Record<string, unknown>>,
  argument: string,
): { readonly name: string; readonly value: unknown } | undefined {
  const names = argumentNames(type, argument).filter((one) => given[one] !== undefined && given[one] !== null);
  const name = names.find((one) => given[one] !== "") ?? names[0];
  return name === undefined ? undefined : { name, value: given[name] };
}

/**
 * The arguments of a type, under all their names, that determine who is granted what, except documents. Empty for types
 * that create no grant and for types that reviews do not read.
 */
export function grantArguments(type: string): readonly string[] {
  const { name, creates, attaches, joins, serviceLinked } = ramResources.get(type) ?? {};
  const isGranting = creates !== "control policy" && creates !== "resource group";
  const kind = attaches?.kind;
  const read = [
    isGranting ? name : undefined,
    ...[attaches?.policy, attaches?.policyType, attaches?.principal],
    ...[typeof kind === "object" ? kind.argument : undefined, attaches?.resourceGroup],
    ...[joins?.group, joins?.users, serviceLinked?.service, serviceLinked?.suffix],
  ];
  return read.filter((one) => one !== undefined).flatMap((one) => argumentNames(type, one));
}

/** Whether an attribute of a resource holds the name of the object that the resource creates. */
export function isNameAttribute(type: string, attribute: string): boolean {
  const row = ramResources.get(type);
  if (row?.name === undefined) return false;
  return argumentNames(type, row.name).includes(attribute) || (attribute === "id" && row.hasOwnId === undefined);
}

/** The arguments of a policy attachment as text; `undefined` if not set. */
export interface AttachmentTexts {
  /** Computed when it is asked for: it is mostly a reference, which takes long to resolve. */
  readonly policy: () => string | undefined;
  /** The argument that names the policy. */
  readonly policyArgument: string;
  readonly policyType: "Custom" | "System";
  /** `undefined` for a value that is not a known kind. */
  readonly kind: PrincipalKind | undefined;
  readonly principal: string | undefined;
  readonly resourceGroup: string | undefined;
  /** Whether the attachment takes a resource group as its scope. */
  readonly isScoped: boolean;
  readonly quota: AttachmentRule["quotas"]["Custom"];
}

/** Whether resources of a type attach policies for single resource groups. */
export function isScopedAttachment(type: string): boolean {
  return ramResources.get(type)?.attaches?.resourceGroup !== undefined;
}

/** Reads the attachment that a resource makes; `undefined` for resources of other types. */
export function attachmentTexts(
  type: string,
  text: (argument: string) => string | undefined,
): AttachmentTexts | undefined {
  const rule = ramResources.get(type)?.attaches;
  if (rule === undefined) return undefined;
  const { kind, resourceGroup } = rule;
  const policyType = text(rule.policyType) === "System" ? "System" : "Custom";
  return {
    policy: () => text(rule.policy),
    policyArgument: rule.policy,
    policyType,
    kind: typeof kind === "string" ? kind : new Map(Object.entries(kind.values)).get(text(kind.argument) ?? ""),
    principal: text(rule.principal),
    resourceGroup: resourceGroup === undefined ? undefined : text(resourceGroup),
    isScoped: resourceGroup !== undefined,
    quota: rule.quotas[policyType],
  };
}
