import { createHash } from "node:crypto";
import { maxNameLength } from "../../policy";
import { visibleText } from "../../review/summary/visible-text";
import { renderHcl } from "../../terraform/hcl-text";
import { templateOf } from "../../terraform/template";
import type { ShownGrants, ShownReport } from "./shown-grants";

/** A file of Terraform: each document as a policy, attached to the principal if there is one. */
export function hclText({ title, head, grants, nothing }: ShownReport): string {
  const parts = grants.map((one) => [...one.about.map(comment), renderHcl({ resource: resourcesOf(one) }).trimEnd()]);
  return [
    ...[title, ...head].map(comment),
    ...(grants.length === 0 ? ["", comment(nothing)] : parts.flatMap((lines) => ["", ...lines])),
  ].join("\n");
}

function resourcesOf({ name, key, principal, documents }: ShownGrants): object {
  const policies: Record<string, object> = {};
  const attachments: Record<string, object> = {};
  for (const [part, document] of documents.entries()) {
    const policyName = nameOf(name, `${key}\n${part}`);
    const label = `p_${policyName.replaceAll("-", "_")}`;
    policies[label] = {
      policy_name: policyName,
      policy_document: literal(JSON.stringify(document.toJson())),
    };
    if (principal === undefined) continue;
    attachments[label] = {
      policy_name: `\${alicloud_ram_policy.${label}.policy_name}`,
      policy_type: "Custom",
      [`${principal.kind}_name`]: literal(principal.name),
    };
  }
  return {
    alicloud_ram_policy: policies,
    ...(principal === undefined ? {} : { [`alicloud_ram_${principal.kind}_policy_attachment`]: attachments }),
  };
}

/** A text in HCL that Terraform does not interpret. */
function literal(text: string): string {
  return templateOf([{ isLiteral: true, text }]);
}

/** A name that a policy may have; grants with other keys have other names. */
function nameOf(readable: string, key: string): string {
  const hash = createHash("sha256").update(key).digest("hex").slice(0, 8);
  const shown = readable
    .replace(/[^A-Za-z0-9]+/g, "-")
    .slice(0, maxNameLength("policy") - hash.length - 1)
    .replace(/^-+|-+$/g, "");
  return shown === "" ? `policy-${hash}` : `${shown}-${hash}`;
}

function comment(line: string): string {
  return `# ${visibleText(line)}`;
}
