import type { ServiceLinkedRoleFacts, VendorRole, VendorRolePolicy } from "../../catalog";
import { escapeTemplate } from "../template";
import type { Blocks } from "./module-model";

/** Templates for what callers may change of a role. */
export interface RoleTexts {
  readonly name: string;
  readonly description: string;
}

/**
 * A role that the vendor defines, with its system policies.
 *
 * @param trustedService that of the vendor's pages
 */
export function roleBlocks(
  label: string,
  trustedService: string,
  policies: readonly VendorRolePolicy[],
  { name, description }: RoleTexts,
): Blocks {
  const trust = {
    Version: "1",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: [trustedService] } }],
  };
  const attachments = {
    for_each: `\${toset(${hclLines(policies.map(({ policyName }) => policyName))})}`,
    policy_name: "${each.value}",
    policy_type: "System",
    role_name: `\${alicloud_ram_role.${label}.role_name}`,
  };
  return {
    alicloud_ram_role: {
      [label]: {
        role_name: name,
        description,
        assume_role_policy_document: escapeTemplate(JSON.stringify(trust)),
        tags: "${var.tags}",
      },
    },
    ...(policies.length === 0 ? {} : { alicloud_ram_role_policy_attachment: { [label]: attachments } }),
  };
}

/** What a vendor's role is made from where callers change nothing. */
export function vendorTexts({ roleName, purpose }: VendorRole): RoleTexts {
  return { name: escapeTemplate(roleName), description: escapeTemplate(purpose) };
}

/** @param serviceName a template */
export function serviceLinkedRoleBlocks(label: string, serviceName: string): Blocks {
  return {
    alicloud_resource_manager_service_linked_role: {
      [label]: { service_name: serviceName, lifecycle: { prevent_destroy: true } },
    },
  };
}

export function serviceNamesOf({ serviceName, otherServiceNames }: ServiceLinkedRoleFacts) {
  return [serviceName, ...otherServiceNames] as const;
}

/** The same with one text on each line if there are several. */
function hclLines(texts: readonly string[]): string {
  if (texts.length < 2) return hclList(texts);
  return `[\n${texts.map((text) => `  ${JSON.stringify(text)},\n`).join("")}]`;
}

/** A list of texts in HCL, without expressions. */
export function hclList(texts: readonly string[]): string {
  return `[${texts.map((text) => JSON.stringify(text)).join(", ")}]`;
}
