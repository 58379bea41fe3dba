import { documentedPolicy } from "../../catalog";

let texts: ReadonlySet<string> | undefined;

/**
 * The reason that acknowledges a finding about a statement or value without effect in a policy that the vendor documents:
 * without it, the document would no longer be the vendor's. Other findings stay open, because a policy is no less dangerous
 * for being documented.
 */
export function reasonOfDocumented(text: string, id: string): string | undefined {
  if (id !== statementWithoutEffect && id !== retiredOperation) return undefined;
  texts ??= new Set((["fullAccess", "leastPrivilege"] as const).map((key) => documentedPolicy(key).document.toText()));
  return texts.has(text) ? "the vendor's document, verbatim" : undefined;
}

const statementWithoutEffect = "RAM716";
const retiredOperation = "RAM761";
