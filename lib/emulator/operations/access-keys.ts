import type { Account } from "../account/account";
import { newAccessKeyId, newSecret } from "../account/ids";
import { ApiError } from "../api-error";
import type { AccessKeyRecord } from "../state/records";
import type { CallContext, RequestHandlers } from "./operation";

export const accessKeyOperations: RequestHandlers = {
  CreateAccessKey: (context) => {
    const { account } = context;
    const user = userOf(context);
    const quota = account.quotas.accessKeysPerUser;
    if (account.accessKeysOf(user).length >= quota) {
      throw ApiError.of("LimitExceeded.User.AccessKey", `The user ${user} has ${quota} keys, and may have no more.`);
    }
    const key: AccessKeyRecord = { id: newAccessKeyId(), user, status: "Active", created: account.now() };
    account.store.put("accessKeys", key);
    return {
      AccessKey: { AccessKeyId: key.id, AccessKeySecret: newSecret(), Status: key.status, CreateDate: key.created },
    };
  },

  ListAccessKeys: (context) => {
    const keys = context.account.accessKeysOf(userOf(context)).map(({ id, status, created }) => ({
      AccessKeyId: id,
      Status: status,
      CreateDate: created,
    }));
    return { AccessKeys: { AccessKey: keys } };
  },

  UpdateAccessKey: (context) => {
    const key = keyOf(context.account, userOf(context), context.parameters.required("UserAccessKeyId"));
    const status = context.parameters.choice("Status", ["Active", "Inactive"], "InvalidParameter.Status", true);
    context.account.store.put("accessKeys", { ...key, status });
    return {};
  },

  DeleteAccessKey: (context) => {
    const key = keyOf(context.account, userOf(context), context.parameters.required("UserAccessKeyId"));
    context.account.store.remove("accessKeys", key);
    return {};
  },
};

/** The user that `UserName` names, otherwise the caller. */
function userOf({ account, parameters, caller }: CallContext): string {
  const name = parameters.text("UserName") ?? (caller.kind === "user" ? caller.user.name : undefined);
  return account.user(name ?? parameters.required("UserName")).name;
}

function keyOf(account: Account, user: string, id: string): AccessKeyRecord {
  const key = account.accessKeysOf(user).find((one) => one.id === id);
  if (key === undefined) throw ApiError.of("EntityNotExist.User.AccessKey", `The user ${user} has no key ${id}.`);
  return key;
}
