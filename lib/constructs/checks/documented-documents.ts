import { documentedPolicy } from "../../catalog";

let texts: ReadonlySet<string> | undefined;

/**
 * Why a finding about a policy that the vendor documents is right as it is: nobody can remove a statement without effect
 * from it and still have the vendor's document. What the policy permits is no less dangerous for being documented, so that
 * every other finding stays open.
 */
export function reasonOfDocumented(text: string, id: string): string | undefined {
  if (id !== statementWithoutEffect) return undefined;
  texts ??= new Set((["fullAccess", "leastPrivilege"] as const).map((key) => documentedPolicy(key).document.toText()));
  return texts.has(text) ? "the vendor's document, word for word" : undefined;
}

const statementWithoutEffect = "RAM716";
