import { renamePrincipal } from "../account/rename";
import { checkLength, checkNewName } from "../account/texts";
import { ApiError } from "../api-error";
import { page } from "../paging";
import type { GroupRecord } from "../state/records";
import type { Answer, RequestHandlers } from "./operation";
import { isSameName } from "../../policy/letter-case";

export function groupAnswer(group: GroupRecord): Answer {
  return {
    GroupId: group.id,
    GroupName: group.name,
    Comments: group.comments,
    CreateDate: group.created,
    UpdateDate: group.updated,
  };
}

export const groupOperations: RequestHandlers = {
  CreateGroup: ({ account, parameters }) => {
    const name = checkNewName("group", parameters.required("GroupName"));
    const comments = checkComments(parameters.text("Comments") ?? "");
    const groups = account.table("groups");
    if (groups.has(name)) throw ApiError.of("EntityAlreadyExists.Group", `The group already exists: ${name}.`);
    if (groups.size >= account.quotas.groups) {
      throw ApiError.of("LimitExceeded.Group", `The account has ${groups.size} groups, and may have no more.`);
    }
    const created = account.now();
    const group: GroupRecord = { id: account.nextId("group"), name, comments, created, updated: created };
    account.store.put("groups", group);
    return { Group: groupAnswer(group) };
  },

  GetGroup: ({ account, parameters }) => ({ Group: groupAnswer(account.group(parameters.required("GroupName"))) }),

  ListGroups: ({ account, parameters }) => {
    const { items, answer } = page(
      parameters,
      (key) => account.table("groups").after(key),
      ({ name }) => name,
    );
    return { Groups: { Group: items.map(groupAnswer) }, ...answer };
  },

  UpdateGroup: ({ account, parameters }) => {
    const group = account.group(parameters.required("GroupName"));
    const newName = parameters.text("NewGroupName");
    const name = newName === undefined ? group.name : checkNewName("group", newName);
    const comments = checkComments(parameters.text("NewComments") ?? group.comments);
    if (!isSameName(name, group.name) && account.table("groups").has(name)) {
      throw ApiError.of("EntityAlreadyExists.Group", `The group already exists: ${name}.`);
    }
    const updated: GroupRecord = { ...group, name, comments, updated: account.now() };
    account.store.remove("groups", group);
    account.store.put("groups", updated);
    renamePrincipal(account, "group", group.name, name);
    return { Group: groupAnswer(updated) };
  },

  DeleteGroup: ({ account, parameters }) => {
    const group = account.group(parameters.required("GroupName"));
    const [member] = account.table("memberships").startingWith(`${group.name}/`);
    if (member !== undefined) {
      throw ApiError.of("DeleteConflict.Group.User", `The user ${member.user} is in the group ${group.name}.`);
    }
    const [attachment] = account.allAttachmentsOf("group", group.name);
    if (attachment !== undefined) {
      const message = `The policy ${attachment.policyName} is attached to the group ${group.name}.`;
      throw ApiError.of("DeleteConflict.Group.Policy", message);
    }
    account.store.remove("groups", group);
    return {};
  },
};

function checkComments(text: string): string {
  return checkLength(text, [0, 128], "InvalidParameter.Comments.Length");
}
