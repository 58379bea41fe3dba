import { randomBytes } from "node:crypto";
import { callerArn, hashOfToken } from "../account/caller";
import { checkDocument } from "../account/documents";
import { newAccessKeyId, newSecret } from "../account/ids";
import { ApiError } from "../api-error";
import type { Account } from "../account/account";
import type { RoleRecord, SessionRecord } from "../state/records";
import type { Answer, RequestHandlers } from "./operation";

/** `STS.` as in the real service, followed by the emulator's own prefix. */
const sessionKeyPrefix = "STS.emulator-";

export const stsOperations: RequestHandlers = {
  GetCallerIdentity: ({ account, caller }) => {
    const same = { AccountId: account.id, Arn: callerArn(account, caller) };
    if (caller.kind === "account")
      return { ...same, IdentityType: "Account", PrincipalId: account.id, UserId: account.id };
    if (caller.kind === "user") {
      return { ...same, IdentityType: "RAMUser", PrincipalId: caller.user.id, UserId: caller.user.id };
    }
    const { role, session } = caller;
    const PrincipalId = `${role.id}:${session.sessionName}`;
    return { ...same, IdentityType: "AssumedRoleUser", PrincipalId, RoleId: role.id, UserId: PrincipalId };
  },

  AssumeRole: ({ account, parameters }) => {
    const role = roleByArn(account, parameters.required("RoleArn"));
    const sessionName = checkSessionName(parameters.required("RoleSessionName"));
    const limits = [900, role.maxSessionDuration] as const;
    const seconds = parameters.number("DurationSeconds", limits, "InvalidParameter.DurationSeconds") ?? 3600;
    const policy = parameters.text("Policy");
    if (policy !== undefined && policy !== "") {
      const refusals = { malformed: "InvalidParameter.PolicyGrammar", tooLong: "InvalidParameter.PolicySize" } as const;
      checkDocument(policy, "session", refusals);
    }
    return openSession(account, role, { sessionName, seconds, ...(policy ? { policy } : {}) });
  },
};

/** @throws ApiError InvalidParameter.RoleSessionName */
export function checkSessionName(sessionName: string): string {
  if (/^[A-Za-z0-9.@_-]{2,64}$/.test(sessionName)) return sessionName;
  const message = "A session name has 2 to 64 letters, digits, periods, at signs, hyphens and underscores.";
  throw ApiError.of("InvalidParameter.RoleSessionName", message);
}

/** A session of a role, and the answer with its credentials. */
export function openSession(
  account: Account,
  role: RoleRecord,
  { seconds, ...given }: Pick<SessionRecord, "sessionName" | "policy"> & { readonly seconds: number },
): Answer {
  const token = randomBytes(48).toString("base64url");
  const session: SessionRecord = {
    accessKeyId: newAccessKeyId(sessionKeyPrefix),
    tokenHash: hashOfToken(token),
    role: role.name,
    roleId: role.id,
    ...given,
    expires: dateOf(account.time().getTime() + seconds * 1000),
  };
  removeExpired(account);
  account.store.put("sessions", session);
  return {
    AssumedRoleUser: {
      Arn: `acs:ram::${account.id}:assumed-role/${role.name}/${session.sessionName}`,
      AssumedRoleId: `${role.id}:${session.sessionName}`,
    },
    Credentials: {
      AccessKeyId: session.accessKeyId,
      AccessKeySecret: newSecret(),
      SecurityToken: token,
      Expiration: session.expires,
    },
  };
}

/** @throws ApiError InvalidParameter.RoleArn, EntityNotExist.Role */
export function roleByArn(account: Account, arn: string): RoleRecord {
  const [, owner, name] = /^acs:ram:\*?:(\d+):role\/(.+)$/.exec(arn) ?? [];
  if (owner === undefined || name === undefined) {
    throw ApiError.of("InvalidParameter.RoleArn", `The parameter RoleArn must be the ARN of a role, found ${arn}.`);
  }
  if (owner !== account.id)
    throw ApiError.of("EntityNotExist.Role", `The emulated account is ${account.id}, not ${owner}.`);
  return account.role(name);
}

function dateOf(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}

function removeExpired(account: Account): void {
  for (const session of [...account.table("sessions").values()]) {
    if (new Date(session.expires) <= account.time()) account.store.remove("sessions", session);
  }
}
