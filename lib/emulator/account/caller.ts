import { createHash } from "node:crypto";
import { ApiError } from "../api-error";
import type { RoleRecord, SessionRecord, UserRecord } from "../state/records";
import type { Account } from "./account";

/** The identity that makes a call. */
export type Caller =
  | { readonly kind: "account" }
  | { readonly kind: "user"; readonly user: UserRecord }
  | { readonly kind: "session"; readonly session: SessionRecord; readonly role: RoleRecord };

/** The credentials that a call carries. */
export interface Credentials {
  readonly accessKeyId: string | undefined;
  readonly securityToken: string | undefined;
}

/** The form in which a security token is stored. */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/**
 * The caller that an access key belongs to. The signature is not checked, because the emulator listens on 127.0.0.1
 * only.
 *
 * @param rootKeys access keys of the account itself. If `undefined`, permissions are not enforced and every unknown key
 *   belongs to the account.
 * @throws ApiError if the key does not exist, is inactive or has expired
 */
export function identify(
  account: Account,
  { accessKeyId, securityToken }: Credentials,
  rootKeys: readonly string[] | undefined,
): Caller {
  if (accessKeyId === undefined || accessKeyId === "") {
    if (rootKeys === undefined) return { kind: "account" };
    throw ApiError.of("MissingAccessKeyId", "The parameter AccessKeyId is needed.");
  }
  const session = account.table("sessions").get(accessKeyId);
  if (session !== undefined) return sessionCaller(account, session, securityToken);
  const key = account.table("accessKeys").get(accessKeyId);
  if (key !== undefined) {
    if (key.status === "Inactive") {
      throw ApiError.of("InvalidAccessKeyId.Inactive", `The AccessKey is inactive: ${accessKeyId}.`);
    }
    return { kind: "user", user: account.user(key.user) };
  }
  if (rootKeys === undefined || rootKeys.includes(accessKeyId)) return { kind: "account" };
  throw ApiError.of("InvalidAccessKeyId.NotFound", `The AccessKey does not exist: ${accessKeyId}.`);
}

function sessionCaller(account: Account, session: SessionRecord, token: string | undefined): Caller {
  if (token === undefined || hashOfToken(token) !== session.tokenHash) {
    const message = "The SecurityToken does not belong to the AccessKey.";
    throw ApiError.of("InvalidSecurityToken.MismatchWithAccessKey", message);
  }
  if (new Date(session.expires) <= account.time()) {
    throw ApiError.of("InvalidSecurityToken.Expired", `The SecurityToken expired at ${session.expires}.`);
  }
  const role = account.sameRole(session);
  if (role === undefined) {
    throw ApiError.of("InvalidSecurityToken.RoleDeleted", `The role of the session was deleted: ${session.role}.`);
  }
  return { kind: "session", session, role };
}

/** The caller as the log shows it: `root`, `user/alice`, `role/deployer/session`. */
export function callerName(caller: Caller): string {
  if (caller.kind === "account") return "root";
  if (caller.kind === "user") return `user/${caller.user.name}`;
  return `role/${caller.role.name}/${caller.session.sessionName}`;
}

/** The caller's ARN as `GetCallerIdentity` returns it. */
export function callerArn(account: Account, caller: Caller): string {
  if (caller.kind === "account") return `acs:ram::${account.id}:root`;
  if (caller.kind === "user") return account.arnOf("user", caller.user);
  return `acs:ram::${account.id}:assumed-role/${caller.role.name}/${caller.session.sessionName}`;
}
