import type { PolicyStatement } from "../policy";
import type { GrantedPolicy, PrincipalGrants, StackGrants } from "./grants";

/** What a stack grants, to whom, as text for a terminal. */
export function summaryText(grants: StackGrants): string {
  const lines = [grants.stack];
  for (const { principals, policies } of withSamePolicies(grants.principals)) {
    lines.push(`  ${principals.join(", ")}`, ...policies.flatMap(policyLines));
  }
  for (const { name, imported, trusted } of grants.roles) {
    lines.push(`  role ${name}${origin(imported)} can be assumed by ${trusted.join(", ")}`);
  }
  for (const { serviceName, imported } of grants.serviceLinkedRoles) {
    lines.push(`  service-linked role of ${serviceName}${origin(imported)}`);
  }
  for (const policy of grants.unattached) {
    lines.push("  attached to nobody", ...policyLines(policy));
  }
  lines.push(...grants.warnings.map((warning) => `  warning ${warning}`));
  return lines.join("\n");
}

/** Principals that have the same policies, together, in the order of the first of each. */
function withSamePolicies(
  grants: readonly PrincipalGrants[],
): readonly { readonly principals: readonly string[]; readonly policies: readonly GrantedPolicy[] }[] {
  const groups = new Map<string, { readonly principals: string[]; readonly policies: readonly GrantedPolicy[] }>();
  for (const { principal, policies } of grants) {
    const key = JSON.stringify(policies.map(({ name, type, resourceGroup }) => [name, type, resourceGroup]));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { principals: [principal], policies });
    else group.principals.push(principal);
  }
  return [...groups.values()];
}

function origin(imported: boolean): string {
  return imported ? " (taken over)" : "";
}

function policyLines(policy: GrantedPolicy): readonly string[] {
  const { name, type, resourceGroup, document } = policy;
  const where = resourceGroup === undefined ? "" : ` within resource group ${resourceGroup}`;
  const title = `    ${type === "System" ? "system policy" : "policy"} ${name}${where}`;
  if (document === undefined) return [title, "      (document not in this library's catalog)"];
  return [title, ...document.statements.flatMap(statementLines)];
}

/** As many actions as a line of this width holds; the rest is counted. */
const actionsWidth = 88;

function statementLines(statement: PolicyStatement): readonly string[] {
  const verb = statement.effect === "Allow" ? "may" : "may not";
  const except = statement.actionElement === "NotAction" ? "anything but " : "";
  const resources = statement.resources.join(", ");
  const on = statement.resourceElement === "NotResource" ? `anything but ${resources}` : resources;
  const conditions = Object.entries(statement.conditions ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `        if ${key} ${operator} ${[values].flat().join(" or ")}`),
  );
  return [
    `      ${verb} ${except}${shorten(statement.actions)}`,
    ...(on === "*" ? [] : [`        on ${on}`]),
    ...conditions,
  ];
}

function shorten(actions: readonly string[]): string {
  let shown = actions.length;
  while (shown > 1 && actions.slice(0, shown).join(", ").length > actionsWidth) shown -= 1;
  const rest = actions.length - shown;
  return `${actions.slice(0, shown).join(", ")}${rest === 0 ? "" : ` and ${rest} more`}`;
}
