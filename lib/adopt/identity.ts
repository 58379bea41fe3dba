import { serviceLinkedRoleOf } from "../catalog/service-linked-roles";
import type { ResourceTexts } from "../terraform/resource-texts";
import type { SynthesizedResource } from "../terraform/synthesized-stack";

/** Kinds of principals that a policy is attached to in the whole account. */
export type PrincipalKind = "user" | "group" | "role";

/** What an account knows an object by. All texts are known. */
export type Identity =
  | { readonly kind: "policy" | "resource group" | "control policy" | PrincipalKind; readonly name: string }
  | {
      readonly kind: "attachment";
      readonly to: PrincipalKind;
      readonly principal: string;
      readonly policy: string;
      readonly policyType: string;
    }
  | {
      readonly kind: "scoped attachment";
      readonly policy: string;
      readonly policyType: string;
      readonly principal: string;
      /** ResourceManager's words: `IMSUser`, `IMSGroup`, `ServiceRole`. */
      readonly principalType: string;
      readonly resourceGroup: string;
    }
  | {
      readonly kind: "service-linked role";
      readonly service: string;
      /** Given by the service; `undefined` where the catalog does not know it. */
      readonly role: string | undefined;
    }
  | { readonly kind: "membership"; readonly group: string; readonly user: string }
  | { readonly kind: "members"; readonly group: string }
  | { readonly kind: "control attachment"; readonly policyId: string; readonly target: string };

/** Why a resource has no identity that can be told. */
export interface Unidentified {
  readonly kind: "unidentified";
  readonly why: string;
}

/** Something that a resource refers to by its id, and that the account lacks: then the resource is missing too. */
export interface WithoutTarget {
  readonly kind: "without target";
  readonly what: string;
}

/** What is known of a resource whose id the account gives: its id, that it is missing, or nothing. */
export type GivenId = { readonly id: string } | { readonly missing: string } | { readonly call: string };

type Names = (...names: readonly string[]) => string;

const rules: Readonly<Record<string, (text: Names, optional: Names) => Identity>> = {
  alicloud_ram_policy: (text) => ({ kind: "policy", name: text("policy_name", "name") }),
  alicloud_ram_role: (text) => ({ kind: "role", name: text("role_name", "name") }),
  alicloud_ram_group: (text) => ({ kind: "group", name: text("group_name", "name") }),
  alicloud_ram_user: (text) => ({ kind: "user", name: text("name") }),
  alicloud_ram_role_policy_attachment: (text) => attachment("role", text),
  alicloud_ram_user_policy_attachment: (text) => attachment("user", text),
  alicloud_ram_group_policy_attachment: (text) => attachment("group", text),
  alicloud_ram_user_group_attachment: (text) => ({
    kind: "membership",
    group: text("group_name"),
    user: text("user_name"),
  }),
  alicloud_ram_group_membership: (text) => ({ kind: "members", group: text("group_name") }),
  alicloud_resource_manager_policy_attachment: (text) => ({
    kind: "scoped attachment",
    policy: text("policy_name"),
    policyType: text("policy_type"),
    principal: text("principal_name"),
    principalType: text("principal_type"),
    resourceGroup: text("resource_group_id"),
  }),
  alicloud_resource_manager_service_linked_role: (text, optional) => {
    const service = text("service_name");
    return { kind: "service-linked role", service, role: serviceLinkedRoleName(service, optional("custom_suffix")) };
  },
  alicloud_resource_manager_resource_group: (text) => ({
    kind: "resource group",
    name: text("resource_group_name", "name"),
  }),
  alicloud_resource_manager_control_policy: (text) => ({ kind: "control policy", name: text("control_policy_name") }),
  alicloud_resource_manager_control_policy_attachment: (text) => ({
    kind: "control attachment",
    policyId: text("policy_id"),
    target: text("target_id"),
  }),
};

/** Types of the resources whose identities are known. A test compares them with the provider's schema. */
export const adoptableTypes: readonly string[] = Object.keys(rules);

/** What the account adds to what a stack says of its resources. */
export interface AccountFacts {
  /** Id of the account, which data sources read; `undefined` where it is not known. */
  readonly accountId: string | undefined;
  /** The id that the account gave to another resource, by its address; `undefined` for one whose id is its name. */
  readonly givenId: (address: string) => GivenId | undefined;
}

const accountReferences =
  /\$\{data\.alicloud_(?:account\.[\w-]+\.(?:account_id|id)|caller_identity\.[\w-]+\.account_id)\}/g;

/** What the account knows a resource of a stack by. Names that only Terraform knows are not guessed. */
export function identityOf(
  resource: SynthesizedResource,
  texts: ResourceTexts,
  { accountId, givenId }: AccountFacts,
): Identity | Unidentified | WithoutTarget {
  const rule = Object.hasOwn(rules, resource.type) ? rules[resource.type] : undefined;
  if (rule === undefined) return unidentified(`how a ${resource.type} is imported is not known`);
  const { iterated } = resource;
  if (iterated !== undefined) return unidentified(`only Terraform knows how many ${iterated} makes`);
  let reason: Unidentified | WithoutTarget | undefined;
  const read = (names: readonly string[], isOptional: boolean): string => {
    const argument = names[0] ?? "a name";
    const text = texts.first(resource, names)?.replace(accountReferences, (reference) => accountId ?? reference);
    if (text === undefined && !isOptional) reason ??= unidentified(`${argument} is not set`);
    if (text === undefined || !/[$%]\{/.test(text)) return text ?? "";
    const address = /^\$\{(alicloud_\w+\.[\w-]+)\.id\}$/.exec(text)?.[1];
    const target = address === undefined ? undefined : givenId(address);
    if (address === undefined || target === undefined) {
      const remedy = text.replace(accountReferences, "").includes("${") ? "" : "; the id of the account is missing";
      reason ??= unidentified(`only Terraform knows ${argument}: ${text}${remedy}`);
    } else if ("id" in target) {
      return target.id;
    } else if ("missing" in target) {
      reason = { kind: "without target", what: target.missing }; // whatever else is not known
    } else {
      reason ??= unidentified(`the account gives the id of ${address}: give --listing with ${target.call}`);
    }
    return text;
  };
  const identity = rule(
    (...names) => read(names, false),
    (...names) => read(names, true),
  );
  return reason ?? identity;
}

function attachment(to: PrincipalKind, text: Names): Identity {
  return {
    kind: "attachment",
    to,
    principal: text(`${to}_name`),
    policy: text("policy_name"),
    policyType: text("policy_type"),
  };
}

function unidentified(why: string): Unidentified {
  return { kind: "unidentified", why };
}

function serviceLinkedRoleName(service: string, suffix: string): string | undefined {
  const known = serviceLinkedRoleOf(service);
  if (known === undefined) return undefined;
  return suffix === "" ? known.roleName : `${known.roleName}_${suffix}`;
}
