import { serviceLinkedRoleOf } from "../../catalog/service-linked-roles";
import { foldCase } from "../../policy/letter-case";
import { withoutPlaceholders } from "../../policy/compare";
import { hasExpression } from "../../terraform/template";
import type { TrustRow } from "../report/review-report";

/**
 * Which services have a service-linked role on one side only. Such a role trusts its service, and lets it do what the vendor
 * decides, so a new one is a gain.
 *
 * @param before the service of each role, followed by its suffix if it has one
 */
export function compareServiceLinkedRoles(
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
  stack: string,
): readonly TrustRow[] {
  return [
    ...onlyIn(after, before).map((name) => trustRow(name, "gained", stack)),
    ...onlyIn(before, after).map((name) => trustRow(name, "lost", stack)),
  ];
}

/** The name of the role where a page has it; no page says how a suffix becomes part of the name. */
export function serviceLinkedRoleName(name: string): string {
  return serviceLinkedRoleOf(foldCase(name))?.roleName ?? `service-linked role of ${withoutPlaceholders(name)}`;
}

function onlyIn(names: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] {
  const known = new Set([...others].map(foldCase));
  return [...names].filter((name) => !known.has(foldCase(name)));
}

function trustRow(name: string, change: TrustRow["change"], stack: string): TrustRow {
  const role = serviceLinkedRoleName(name);
  const service = hasExpression(name) ? name : (name.split(" ")[0] ?? name);
  const row = {
    ...({ kind: "trust", change, stack, role } as const),
    trusted: { kind: "Service", name: withoutPlaceholders(service) },
    conditions: undefined,
    risks: [],
  } as const;
  return hasExpression(service)
    ? { ...row, certainty: "possible", why: "only Terraform knows the service of the service-linked role" }
    : { ...row, certainty: "certain", witness: { principal: service, context: {} } };
}
