import type { PolicyDocument } from "../../policy";
import { moduleDocuments } from "./module-documents";
import { type Blocks, mergedBlocks } from "./module-model";

/** Who a policy is attached to: an expression of HCL for an object of names, e.g. `var.attach_to`. */
export interface PolicyTargets {
  readonly expression: string;
  /** Attaches within a resource group only: an expression for its id and for the alias of the account. */
  readonly resourceGroup?: string;
}

export interface PolicyRequest {
  /** Of the resources: `this`, or a name where the module has several. */
  readonly label: string;
  readonly document: PolicyDocument;
  /** What follows the name that callers give. */
  readonly suffix?: string;
  /** A template. */
  readonly description: string;
  readonly targets: PolicyTargets;
  /** A condition in HCL. Without it, there is no policy. @default - always */
  readonly onlyIf?: string;
}

/** A custom policy, split if it is too long, and its attachments. */
export interface PolicyBlocks {
  readonly blocks: Blocks;
  /** Expressions for lists of texts. */
  readonly names: readonly string[];
  readonly documents: readonly string[];
  /** The longest text that follows the name that callers give. */
  readonly longestSuffix: number;
}

/** @throws PolicyError RAM119-RAM121 for a document that is too long */
export function policyBlocks(request: PolicyRequest): PolicyBlocks {
  const { label, document, suffix = "", description, targets, onlyIf } = request;
  const parts = moduleDocuments(document).map(({ number, template }) => {
    const part = number === 1 ? "" : String(number);
    const own = part === "" ? label : `${label}_${part}`;
    const ending = part === "" ? suffix : `${suffix}-${part}`;
    const address = `alicloud_ram_policy.${own}`;
    const one = onlyIf === undefined ? address : `${address}[0]`;
    const policy = {
      ...(onlyIf === undefined ? {} : { count: `\${${onlyIf} ? 1 : 0}` }),
      policy_name: `\${var.name}${ending}`,
      description,
      policy_document: template,
      rotate_strategy: "DeleteOldestNonDefaultVersionWhenLimitExceeded",
      tags: "${var.tags}",
    };
    return {
      ending,
      blocks: mergedBlocks([
        { alicloud_ram_policy: { [own]: policy } },
        attachmentBlocks(own, targets, { policy_name: `\${${one}.policy_name}`, policy_type: "Custom" }),
      ]),
      names: onlyIf === undefined ? [`[${one}.policy_name]`] : [`${address}[*].policy_name`],
      documents: onlyIf === undefined ? [`[${one}.policy_document]`] : [`${address}[*].policy_document`],
    };
  });
  return {
    blocks: mergedBlocks(parts.map(({ blocks }) => blocks)),
    names: parts.flatMap(({ names }) => names),
    documents: parts.flatMap(({ documents }) => documents),
    longestSuffix: Math.max(...parts.map(({ ending }) => ending.length)),
  };
}

/** The attachments of a policy to users, groups and roles. */
export function attachmentBlocks(
  label: string,
  { expression, resourceGroup }: PolicyTargets,
  policy: Readonly<Record<"policy_name" | "policy_type", string>>,
): Blocks {
  if (resourceGroup !== undefined) return groupScopeAttachments(label, expression, resourceGroup, policy);
  const attachment = (kind: "user" | "group" | "role"): Readonly<Record<string, unknown>> => ({
    for_each: `\${${expression}.${kind}s}`,
    ...policy,
    [`${kind}_name`]: "${each.value}",
  });
  return {
    alicloud_ram_user_policy_attachment: { [label]: attachment("user") },
    alicloud_ram_group_policy_attachment: { [label]: attachment("group") },
    alicloud_ram_role_policy_attachment: { [label]: attachment("role") },
  };
}

/** As Resource Management names principals. Source: its API 2020-03-31, AttachPolicy (read 2025-12-15). */
const principalForms = [
  { kind: "users", type: "IMSUser", before: "", after: "onaliyun.com" },
  { kind: "groups", type: "IMSGroup", before: "group.", after: "onaliyun.com" },
  { kind: "roles", type: "ServiceRole", before: "role.", after: "onaliyunservice.com" },
] as const;

function groupScopeAttachments(
  label: string,
  expression: string,
  resourceGroup: string,
  policy: Readonly<Record<"policy_name" | "policy_type", string>>,
): Blocks {
  const attachments = principalForms.map(({ kind, type, before, after }) => [
    `${label}_${kind}`,
    {
      for_each: `\${toset([for name in ${expression}.${kind} : name if ${resourceGroup} != null])}`,
      ...policy,
      principal_type: type,
      principal_name: `\${each.value}@${before}\${${resourceGroup}.account_alias}.${after}`,
      resource_group_id: `\${${resourceGroup}.id}`,
    },
  ]);
  return {
    alicloud_resource_manager_policy_attachment: Object.fromEntries(attachments) as Blocks[string],
  };
}
