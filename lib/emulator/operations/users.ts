import type { Account } from "../account/account";
import { checkNewTags } from "../account/tags";
import { checkLength, checkNewName } from "../account/texts";
import { ApiError } from "../api-error";
import { page } from "../paging";
import type { Parameters } from "../parameters";
import type { UserRecord } from "../state/records";
import { renamePrincipal } from "../account/rename";
import type { Answer, RequestHandlers } from "./operation";
import { isSameName } from "../../policy/letter-case";

type UserTexts = Pick<UserRecord, "displayName" | "mobilePhone" | "email" | "comments">;

export function userAnswer(user: UserRecord): Answer {
  return {
    UserId: user.id,
    UserName: user.name,
    DisplayName: user.displayName,
    MobilePhone: user.mobilePhone,
    Email: user.email,
    Comments: user.comments,
    CreateDate: user.created,
    UpdateDate: user.updated,
  };
}

export const userOperations: RequestHandlers = {
  CreateUser: ({ account, parameters }) => {
    const name = checkNewName("user", parameters.required("UserName"));
    const texts = textsOf(parameters, "");
    const users = account.table("users");
    if (users.has(name)) throw ApiError.of("EntityAlreadyExists.User", `The user already exists: ${name}.`);
    if (users.size >= account.quotas.users) {
      throw ApiError.of("LimitExceeded.User", `The account has ${users.size} users, and may have no more.`);
    }
    const created = account.now();
    const user: UserRecord = {
      id: account.nextId("user"),
      name,
      displayName: "",
      mobilePhone: "",
      email: "",
      comments: "",
      ...texts,
      created,
      updated: created,
      tags: Object.fromEntries(checkNewTags(parameters.tags())),
    };
    account.store.put("users", user);
    return { User: userAnswer(user) };
  },

  GetUser: ({ account, parameters }) => ({ User: userAnswer(account.user(parameters.required("UserName"))) }),

  ListUsers: ({ account, parameters }) => {
    const { items, answer } = page(
      parameters,
      (key) => account.table("users").after(key),
      ({ name }) => name,
    );
    return { Users: { User: items.map(userAnswer) }, ...answer };
  },

  UpdateUser: ({ account, parameters }) => {
    const user = account.user(parameters.required("UserName"));
    const texts = textsOf(parameters, "New");
    const newName = parameters.text("NewUserName");
    const name = newName === undefined ? user.name : checkNewName("user", newName);
    const updated: UserRecord = { ...user, ...texts, name, updated: account.now() };
    if (!isSameName(name, user.name) && account.table("users").has(name)) {
      throw ApiError.of("EntityAlreadyExists.User", `The user already exists: ${name}.`);
    }
    account.store.remove("users", user);
    account.store.put("users", updated);
    renamePrincipal(account, "user", user.name, name);
    return { User: userAnswer(updated) };
  },

  DeleteUser: ({ account, parameters }) => {
    const user = account.user(parameters.required("UserName"));
    for (const [code, isThere] of conflicts(account, user.name)) {
      if (isThere) throw ApiError.of(code, `The user ${user.name} is still in use.`);
    }
    account.store.remove("users", user);
    return {};
  },

  /** The emulator has no console logon, so users have neither login profiles nor MFA devices. */
  GetLoginProfile: ({ account, parameters }) => noLoginProfile(account, parameters),
  DeleteLoginProfile: ({ account, parameters }) => noLoginProfile(account, parameters),
  UnbindMFADevice: ({ account, parameters }) => {
    const { name } = account.user(parameters.required("UserName"));
    throw ApiError.of("EntityNotExist.User.MFADevice", `The user ${name} has no MFA device.`);
  },
};

function noLoginProfile(account: Account, parameters: Parameters): never {
  const { name } = account.user(parameters.required("UserName"));
  throw ApiError.of("EntityNotExist.User.LoginProfile", `The user ${name} has no login profile.`);
}

function conflicts(account: Account, name: string) {
  return [
    ["DeleteConflict.User.AccessKey", account.accessKeysOf(name).length > 0],
    ["DeleteConflict.User.Group", account.groupsOf(name).length > 0],
    ["DeleteConflict.User.Policy", account.allAttachmentsOf("user", name).length > 0],
  ] as const;
}

/** The texts that a call sets. An empty text removes the current one. */
function textsOf(parameters: Parameters, prefix: "" | "New"): Partial<UserTexts> {
  const texts: { -readonly [K in keyof UserTexts]?: string } = {};
  const displayName = parameters.text(`${prefix}DisplayName`);
  if (displayName !== undefined)
    texts.displayName = checkLength(displayName, [0, 128], "InvalidParameter.DisplayName.Length");
  const comments = parameters.text(`${prefix}Comments`);
  if (comments !== undefined) texts.comments = checkLength(comments, [0, 128], "InvalidParameter.Comments.Length");
  const mobilePhone = parameters.text(`${prefix}MobilePhone`);
  if (mobilePhone !== undefined) texts.mobilePhone = mobilePhone;
  const email = parameters.text(`${prefix}Email`);
  if (email !== undefined) texts.email = email;
  return texts;
}
