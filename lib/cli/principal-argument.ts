import type { PrincipalName } from "../grants/principal-name";
import { UsageError } from "./command";

/** Help text for principals. */
export const aboutPrincipal = "user:<name>, group:<name> or role:<name>";

/** @throws UsageError for other text; `what` is what it was given as, e.g. `--principal` */
export function principalOf(what: string, text: string): PrincipalName {
  const [, kind, name] = /^(user|group|role):(.+)$/s.exec(text) ?? [];
  if (kind === undefined || name === undefined) {
    throw new UsageError(`${what} takes user:<name>, group:<name> or role:<name>; found ${text}`);
  }
  return { kind: kind as PrincipalName["kind"], name }; // the pattern allows no other kind
}
