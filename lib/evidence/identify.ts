import { foldCase } from "../policy/letter-case";
import type { AuditEvent } from "./audit-event";

/** A user or role whose permissions can be narrowed. */
export interface Principal {
  readonly kind: "user" | "role";
  readonly name: string;
  /** `undefined` if the source does not have it. */
  readonly account: string | undefined;
}

/** Why an event says nothing about a principal's permissions. */
export type NoPrincipal = "root" | "system" | "cloudSso" | "otherAccount" | "unknownIdentity" | "unnamed";

const longestAccount = 64;

/** Types as nearly all records write them. */
const known: ReadonlySet<string> = new Set(["ram-user", "assumed-role", "root-account", "system"]);

/** Who made a call. Sessions of a role are one principal. */
export function principalOf({ identity, parameters }: AuditEvent): Principal | NoPrincipal {
  const { type, userName } = identity;
  const account = (identity.account ?? "").length > longestAccount ? undefined : identity.account;
  switch (known.has(type) ? type : foldCase(type)) {
    case "ram-user":
      return userName === undefined ? "unnamed" : { kind: "user", name: userName, account };
    case "assumed-role": {
      const name = roleName(userName, parameters["stsTokenPrincipalName"]);
      return name === undefined ? "unnamed" : { kind: "role", name, account };
    }
    case "root-account":
      return "root";
    case "system":
      return "system";
    case "cloudsso-user":
      return "cloudSso";
    case "alibaba-cloud-account":
      return "otherAccount";
    default:
      return "unknownIdentity";
  }
}

/** `RoleName:RoleSessionName`, or `role/session` in the parameters of a role that a service assumes. */
function roleName(userName: string | undefined, principalName: unknown): string | undefined {
  if (userName !== undefined) {
    const end = userName.indexOf(":");
    const fromUser = end < 0 ? userName : userName.slice(0, end);
    if (fromUser !== "") return fromUser;
  }
  const [fromToken = ""] = typeof principalName === "string" ? principalName.split("/") : [];
  return fromToken === "" ? undefined : fromToken;
}

/** `user:alice`, as options name a principal. */
export function principalText({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind}:${name}`;
}
