import { type PrincipalName, principalNamed } from "../grants/principal-name";
import { UsageError } from "./command";

/** Help text for principals. */
export const aboutPrincipal = "user:<name>, group:<name> or role:<name>";

/** @throws UsageError for other text; `what` is what it was given as, e.g. `--principal` */
export function principalOf(what: string, text: string): PrincipalName {
  const principal = principalNamed(text);
  if (principal !== undefined) return principal;
  throw new UsageError(`${what} takes user:<name>, group:<name> or role:<name>; found ${text}`);
}
