import type { PrincipalName } from "../review";
import type { Denial, DeniedPrincipal } from "./denial-of-text";

/** The principal that policies attach to; `undefined` if the error does not name it. */
export function namedPrincipal(principal: DeniedPrincipal): PrincipalName | undefined {
  switch (principal.kind) {
    case "user":
      return principal.name === undefined ? undefined : { kind: "user", name: principal.name };
    case "role":
    case "group":
      return { kind: principal.kind, name: principal.name };
    case "federated":
    case "unknown":
      return undefined;
  }
}

export function principalText({ principal, account }: Pick<Denial, "principal" | "account">): string {
  const where = account === undefined ? "" : ` of account ${account}`;
  return `${nameText(principal)}${where}`;
}

function nameText(principal: DeniedPrincipal): string {
  switch (principal.kind) {
    case "user":
      return principal.name === undefined ? `the user with the id ${principal.id ?? "?"}` : `user ${principal.name}`;
    case "role":
      return `role ${principal.name}${principal.session === undefined ? "" : ` (session ${principal.session})`}`;
    case "group":
      return `group ${principal.name}`;
    case "federated":
      return `a user of the identity provider ${principal.provider}`;
    case "unknown":
      return principal.text === undefined
        ? "a principal that the error does not name"
        : `the principal ${principal.text}`;
  }
}

/** `attachTo` for a principal, with a placeholder for an unknown name. */
export function attachToOf(principal: PrincipalName | undefined): Readonly<Record<string, readonly string[]>> {
  return principal === undefined ? { users: ["<name>"] } : { [`${principal.kind}s`]: [principal.name] };
}

/** The ARN of a principal in trust policies. */
export function trustName({ principal, account }: Pick<Denial, "principal" | "account">): string | undefined {
  const named = namedPrincipal(principal);
  if (named === undefined || named.kind === "group" || account === undefined || !/^\d+$/.test(account))
    return undefined;
  return `acs:ram::${account}:${named.kind}/${named.name}`;
}
