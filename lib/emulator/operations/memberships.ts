import { ApiError } from "../api-error";
import { page } from "../paging";
import type { CallContext, RequestHandlers } from "./operation";
import { groupAnswer } from "./groups";
import { userAnswer } from "./users";
import { foldCase } from "../../policy/letter-case";

export const membershipOperations: RequestHandlers = {
  AddUserToGroup: (context) => {
    const { account } = context;
    const { user, group } = bothOf(context);
    if (account.table("memberships").has(`${group}/${user}`)) {
      throw ApiError.of("EntityAlreadyExists.User.Group", `The user ${user} is already in the group ${group}.`);
    }
    const quota = account.quotas.groupsPerUser;
    if (account.groupsOf(user).length >= quota) {
      throw ApiError.of("LimitExceeded.User.Group", `The user ${user} is in ${quota} groups, and may be in no more.`);
    }
    account.store.put("memberships", { group, user, joined: account.now() });
    return {};
  },

  RemoveUserFromGroup: (context) => {
    const { user, group } = bothOf(context);
    const membership = context.account.table("memberships").get(`${group}/${user}`);
    if (membership === undefined) {
      throw ApiError.of("EntityNotExist.User.Group", `The user ${user} is not in the group ${group}.`);
    }
    context.account.store.remove("memberships", membership);
    return {};
  },

  ListUsersForGroup: ({ account, parameters }) => {
    const { name } = account.group(parameters.required("GroupName"));
    const { items, answer } = page(
      parameters,
      (key) => [...account.table("memberships").startingWith(`${name}/`)].filter(({ user }) => comesAfter(user, key)),
      ({ user }) => user,
    );
    const users = items.map(({ user, joined }) => ({ ...userAnswer(account.user(user)), JoinDate: joined }));
    return { Users: { User: users }, ...answer };
  },

  ListGroupsForUser: ({ account, parameters }) => {
    const { name } = account.user(parameters.required("UserName"));
    const groups = account.groupsOf(name).map((group) => ({
      ...groupAnswer(group),
      JoinDate: account.table("memberships").get(`${group.name}/${name}`)?.joined ?? "",
    }));
    return { Groups: { Group: groups } };
  },
};

function bothOf({ account, parameters }: CallContext): { readonly user: string; readonly group: string } {
  const { name: user } = account.user(parameters.required("UserName"));
  const { name: group } = account.group(parameters.required("GroupName"));
  return { user, group };
}

function comesAfter(name: string, key: string): boolean {
  return key === "" || foldCase(name) > foldCase(key);
}
