import { type PrincipalName, principalNamed } from "../grants/principal-name";
import { wrongValue } from "./command";

/** Help text for principals. */
export const aboutPrincipal = "user:<name>, group:<name> or role:<name>";

/** @throws UsageError for other text; `what` is what it was given as, e.g. `--principal` */
export function principalOf(what: string, text: string): PrincipalName {
  const principal = principalNamed(text);
  if (principal !== undefined) return principal;
  throw wrongValue(what, text, "user:<name>, group:<name> or role:<name>", "write e.g. user:alice");
}
