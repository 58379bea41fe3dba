import { documentedPolicy } from "../../catalog";

let texts: ReadonlySet<string> | undefined;

/**
 * The reason to acknowledge a finding about what has no effect in a policy that the vendor documents: without
 * the statement, it would no longer be the vendor's document. Other findings stay open, because a documented policy is
 * no less dangerous.
 */
export function reasonOfDocumented(text: string, id: string): string | undefined {
  if (id !== statementWithoutEffect && id !== retiredOperation) return undefined;
  texts ??= new Set((["fullAccess", "leastPrivilege"] as const).map((key) => documentedPolicy(key).document.toText()));
  return texts.has(text) ? "the vendor's document, verbatim" : undefined;
}

const statementWithoutEffect = "RAM716";
const retiredOperation = "RAM761";
