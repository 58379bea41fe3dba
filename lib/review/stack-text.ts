import type { PolicyStatement, TrustPolicy } from "../policy";
import { toList } from "../policy/text-list";
import type { GrantModel, GrantedPolicy, PrincipalGrants } from "../grants/grant-model";
import { grantsOfStack } from "../grants/grants-of-stack";
import type { SynthesizedStack } from "../terraform/synthesized-stack";

/**
 * What a stack grants, to whom, policy by policy, as text for a terminal.
 *
 * @throws UnreadableStackError RAM501 for a policy or trust document that is none
 */
export function stackText(stack: SynthesizedStack): string {
  return grantsOfStack(stack)
    .map((model) => modelText(model, stack))
    .join("\n\n");
}

function modelText(model: GrantModel, { resources, warnings }: SynthesizedStack): string {
  const takenOver = new Set(
    resources.filter(({ imported }) => imported).map(({ arguments: given }) => given["role_name"]),
  );
  const ownsRole = (name: string): string => (takenOver.has(name) ? " (taken over)" : "");
  const lines = [model.stack];
  for (const { principals, policies } of withSamePolicies(model.principals)) {
    lines.push(`  ${principals.join(", ")}`, ...policies.flatMap(policyLines));
  }
  for (const { principal, exists, trust } of model.principals) {
    if (principal.kind !== "role" || !exists) continue;
    lines.push(
      `  role ${principal.name}${ownsRole(principal.name)} can be assumed by ${trustedNames(trust).join(", ")}`,
    );
  }
  for (const serviceName of model.serviceLinkedRoles) lines.push(`  service-linked role of ${serviceName}`);
  for (const policy of model.unattached) lines.push("  attached to nobody", ...policyLines({ ...policy, where: "" }));
  lines.push(...warnings.map((warning) => `  warning ${warning}`));
  return model.restore(lines.join("\n"));
}

function trustedNames(trust: TrustPolicy | undefined): readonly string[] {
  if (trust === undefined) return ["whom Terraform knows only at apply"];
  return [
    ...trust.principals("Service").map((name) => `service ${name}`),
    ...trust.principals("RAM"),
    ...trust.principals("Federated").map((name) => `identity provider ${name}`),
  ];
}

/** A policy, and where it holds: empty for the whole account. */
interface PlacedPolicy extends GrantedPolicy {
  readonly where: string;
}

function placedPolicies({ account, resourceGroups }: PrincipalGrants): readonly PlacedPolicy[] {
  return [
    ...account.map((policy) => ({ ...policy, where: "" })),
    ...[...resourceGroups].flatMap(([id, policies]) =>
      policies.map((policy) => ({ ...policy, where: ` within resource group ${id}` })),
    ),
  ];
}

/** Principals that have the same policies, together, in the order of the first of each. */
function withSamePolicies(
  all: readonly PrincipalGrants[],
): readonly { readonly principals: readonly string[]; readonly policies: readonly PlacedPolicy[] }[] {
  const groups = new Map<string, { readonly principals: string[]; readonly policies: readonly PlacedPolicy[] }>();
  for (const grants of all) {
    const policies = placedPolicies(grants);
    if (policies.length === 0) continue;
    const key = JSON.stringify(policies.map(({ name, type, where }) => [name, type, where]));
    const principal = `${grants.principal.kind} ${grants.principal.name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { principals: [principal], policies });
    else group.principals.push(principal);
  }
  return [...groups.values()];
}

function policyLines({ name, type, where, document, madeOf }: PlacedPolicy): readonly string[] {
  const title = `    ${type === "System" ? "system policy" : "policy"} ${name}${where}`;
  if (madeOf !== undefined) return [title, "      (only Terraform knows what it says)"];
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
    Object.entries(keys).map(([key, values]) => `        if ${key} ${operator} ${toList(values).join(" or ")}`),
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
