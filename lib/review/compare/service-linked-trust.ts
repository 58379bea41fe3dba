import { serviceLinkedRoleOf } from "../../catalog/service-linked-roles";
import { foldCase } from "../../policy/letter-case";
import { withoutPlaceholders } from "../../policy/compare";
import { hasExpression } from "../../terraform/template";
import type { ExistenceRow, TrustRow } from "../report/review-report";

/**
 * Who is trusted by a service-linked role that comes or goes: its service, which it lets do what the vendor decides. So a new one
 * is a gain.
 */
export function serviceLinkedTrust({ what, name, change, stack }: ExistenceRow): readonly TrustRow[] {
  return what === "service-linked role" ? [trustRow(name, change === "added" ? "gained" : "lost", stack)] : [];
}

/** The name of the role where a page has it; no page says how a suffix becomes part of the name. */
export function serviceLinkedRoleName(name: string): string {
  return serviceLinkedRoleOf(foldCase(name))?.roleName ?? `service-linked role of ${withoutPlaceholders(name)}`;
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
