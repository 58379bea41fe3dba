import { systemPolicy } from "../catalog";
import { PolicyDocument, PolicyError, TrustPolicy } from "../policy";
import { type SynthesizedResource, type SynthesizedStack, UnreadableStackError } from "./read/synthesized-stack";
import { extractExpressions } from "../constructs/terraform-expressions";

/** What a stack grants, and to whom. Texts are for showing: what only Terraform knows stands as `${...}`. */
export interface StackGrants {
  readonly stack: string;
  readonly principals: readonly PrincipalGrants[];
  /** Roles that the stack makes or takes over, and who may assume them. */
  readonly roles: readonly TrustedRole[];
  readonly serviceLinkedRoles: readonly { readonly serviceName: string; readonly imported: boolean }[];
  /** Policies that the stack makes and attaches to nobody. */
  readonly unattached: readonly GrantedPolicy[];
  /** What constructs warned of at synth. */
  readonly warnings: readonly string[];
}

/** A user, group or role, and the policies on it. */
export interface PrincipalGrants {
  /** e.g. `group dev` */
  readonly principal: string;
  readonly policies: readonly GrantedPolicy[];
}

/** A policy on a principal. */
export interface GrantedPolicy {
  readonly name: string;
  readonly type: "Custom" | "System";
  /** Only for the resources of this group. `undefined` for the whole account. */
  readonly resourceGroup: string | undefined;
  /** What it permits; `undefined` where the policy is neither of the stack nor of the catalog. */
  readonly document: PolicyDocument | undefined;
}

/** A role and who may assume it. */
export interface TrustedRole {
  readonly name: string;
  readonly imported: boolean;
  readonly trusted: readonly string[];
}

const attachmentTypes: Readonly<Record<string, { readonly kind: string; readonly argument: string }>> = {
  alicloud_ram_user_policy_attachment: { kind: "user", argument: "user_name" },
  alicloud_ram_group_policy_attachment: { kind: "group", argument: "group_name" },
  alicloud_ram_role_policy_attachment: { kind: "role", argument: "role_name" },
};

const resourceGroupKinds: Readonly<Record<string, string>> = {
  IMSUser: "user",
  IMSGroup: "group",
  ServiceRole: "role",
};

const nameArguments = ["policy_name", "role_name", "group_name", "name"];

/**
 * Reads what a stack grants.
 *
 * @throws UnreadableStackError RAM501 for a policy or trust document that is none
 */
export function grantsOf(stack: SynthesizedStack): StackGrants {
  const byAddress = new Map(stack.resources.map((resource) => [resource.address, resource]));
  const text = (resource: SynthesizedResource, argument: string): string => followNames(resource, argument, byAddress);

  const policies = new Map(
    ofType(stack, "alicloud_ram_policy").map((resource) => [
      nameOf(resource, "policy_name", text),
      readDocument(stack.name, resource),
    ]),
  );
  const attachments = stack.resources.flatMap((resource) => {
    const granted = readAttachment(resource, text, policies);
    return granted === undefined ? [] : [granted];
  });
  const attached = new Set(attachments.map(({ policy }) => policy.name));
  return {
    stack: stack.name,
    principals: groupByPrincipal(attachments),
    roles: ofType(stack, "alicloud_ram_role").map((resource) => ({
      name: nameOf(resource, "role_name", text),
      imported: resource.imported,
      trusted: readTrusted(stack.name, resource),
    })),
    serviceLinkedRoles: ofType(stack, "alicloud_resource_manager_service_linked_role").map((resource) => ({
      serviceName: text(resource, "service_name"),
      imported: resource.imported,
    })),
    unattached: [...policies]
      .filter(([name]) => !attached.has(name))
      .map(([name, document]) => ({ name, type: "Custom", resourceGroup: undefined, document })),
    warnings: stack.warnings,
  };
}

/** The name of a policy or role, also under the argument's old name. */
function nameOf(
  resource: SynthesizedResource,
  argument: string,
  text: (resource: SynthesizedResource, argument: string) => string,
): string {
  return text(resource, argument) || text(resource, "name");
}

interface ReadAttachment {
  readonly principal: string;
  readonly policy: GrantedPolicy;
}

function readAttachment(
  resource: SynthesizedResource,
  text: (resource: SynthesizedResource, argument: string) => string,
  policies: ReadonlyMap<string, PolicyDocument>,
): ReadAttachment | undefined {
  const inAccount = attachmentTypes[resource.type];
  const inGroup = resource.type === "alicloud_resource_manager_policy_attachment";
  if (inAccount === undefined && !inGroup) return undefined;
  const name = text(resource, "policy_name");
  const type = text(resource, "policy_type") === "System" ? "System" : "Custom";
  const kind = inAccount?.kind ?? resourceGroupKinds[text(resource, "principal_type")] ?? "principal";
  const principal = text(resource, inAccount?.argument ?? "principal_name");
  return {
    principal: `${kind} ${inGroup ? principal.replace(/@.*$/s, "") : principal}`,
    policy: {
      name,
      type,
      resourceGroup: inGroup ? text(resource, "resource_group_id") : undefined,
      document: type === "System" ? systemPolicy(name)?.document : policies.get(name),
    },
  };
}

function groupByPrincipal(attachments: readonly ReadAttachment[]): readonly PrincipalGrants[] {
  const principals = new Map<string, GrantedPolicy[]>();
  for (const { principal, policy } of attachments) {
    const policies = principals.get(principal);
    if (policies === undefined) principals.set(principal, [policy]);
    else policies.push(policy);
  }
  return [...principals]
    .map(([principal, policies]) => ({ principal, policies }))
    .sort((a, b) => (a.principal < b.principal ? -1 : 1));
}

function ofType(stack: SynthesizedStack, type: string): readonly SynthesizedResource[] {
  return stack.resources.filter((resource) => resource.type === type);
}

function argumentText(resource: SynthesizedResource, argument: string): string {
  const value = resource.arguments[argument];
  return typeof value === "string" ? value : "";
}

/** The text of an argument, with references to names of the stack's own resources replaced by the names. */
function followNames(
  resource: SynthesizedResource,
  argument: string,
  byAddress: ReadonlyMap<string, SynthesizedResource>,
): string {
  return argumentText(resource, argument).replace(
    /\$\{([a-z_]+\.[A-Za-z0-9_-]+)\.([a-z_]+)\}/g,
    (expression, address: string, attribute: string) => {
      const referred = byAddress.get(address);
      if (referred === undefined || !nameArguments.includes(attribute)) return expression;
      return argumentText(referred, attribute) || expression;
    },
  );
}

function readDocument(stack: string, resource: SynthesizedResource): PolicyDocument {
  // Other code may still use the argument's old name.
  const argument = resource.arguments["policy_document"] === undefined ? "document" : "policy_document";
  const { text, restore } = extractExpressions(argumentText(resource, argument));
  return readOr(stack, resource, argument, () => PolicyDocument.fromJson(text).mapText(restore));
}

/** What a document holds, or RAM501 that says which argument is none. */
function readOr<T>(stack: string, { address }: SynthesizedResource, argument: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new UnreadableStackError(stack, `${address}.${argument}: ${error.message}`);
  }
}

function readTrusted(stack: string, resource: SynthesizedResource): readonly string[] {
  const argument =
    resource.arguments["assume_role_policy_document"] === undefined ? "document" : "assume_role_policy_document";
  const { text, restore } = extractExpressions(argumentText(resource, argument));
  const trust = readOr(stack, resource, argument, () => TrustPolicy.fromJson(text));
  return [
    ...trust.principals("Service").map((name) => `service ${restore(name)}`),
    ...trust.principals("RAM").map((name) => restore(name)),
    ...trust.principals("Federated").map((name) => `identity provider ${restore(name)}`),
  ];
}
