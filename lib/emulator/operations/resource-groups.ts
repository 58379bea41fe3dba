import { type Account, kindNames } from "../account/account";
import { defaultResourceGroup } from "../account/initial-records";
import { checkNewTags } from "../account/tags";
import { checkLength } from "../account/texts";
import { ApiError } from "../api-error";
import type { Parameters } from "../parameters";
import type { ResourceGroupRecord } from "../state/records";
import type { Answer, RequestHandlers } from "./operation";
import { tagsAnswer } from "./policies";
import { isSameName } from "../../policy/letter-case";

/** A resource group as the API returns it. It is available at once, in a single region. */
function groupAnswer(account: Account, group: ResourceGroupRecord): Answer {
  return {
    Id: group.id,
    Name: group.name,
    DisplayName: group.displayName,
    AccountId: account.id,
    Status: "OK",
    CreateDate: group.created,
    RegionStatuses: { RegionStatus: [{ RegionId: "cn-hangzhou", Status: "OK" }] },
    Tags: tagsAnswer(group.tags),
  };
}

export const resourceGroupOperations: RequestHandlers = {
  CreateResourceGroup: ({ account, parameters }) => {
    const name = parameters.required("Name");
    if (!/^[A-Za-z0-9][A-Za-z0-9-]{1,49}$/.test(name)) {
      const message =
        "The name of a resource group has 2 to 50 letters, digits and hyphens, and does not start with a hyphen.";
      throw ApiError.of("InvalidParameter.ResourceGroupName", message);
    }
    const displayName = checkLength(parameters.required("DisplayName"), [1, 50], "InvalidParameter.DisplayName");
    const tags = Object.fromEntries(checkNewTags(parameters.tags()));
    const groups = account.table("resourceGroups");
    if ([...groups.values()].some((group) => isSameName(group.name, name))) {
      throw ApiError.of("EntityAlreadyExists.ResourceGroup", `The resource group already exists: ${name}.`);
    }
    const group: ResourceGroupRecord = {
      id: account.nextId("resourceGroup"),
      name,
      displayName,
      created: account.now(),
      tags,
    };
    account.store.put("resourceGroups", group);
    return { ResourceGroup: groupAnswer(account, group) };
  },

  GetResourceGroup: ({ account, parameters }) => ({
    ResourceGroup: groupAnswer(account, groupOf(account, parameters)),
  }),

  ListResourceGroups: ({ account, parameters }) => {
    const all = [...account.table("resourceGroups").values()];
    const number = parameters.number("PageNumber", [1, 1_000_000], "InvalidParameter.MaxItems") ?? 1;
    const size = parameters.number("PageSize", [1, 100], "InvalidParameter.MaxItems") ?? 10;
    const groups = all.slice((number - 1) * size, number * size).map((group) => groupAnswer(account, group));
    return { ResourceGroups: { ResourceGroup: groups }, TotalCount: all.length, PageNumber: number, PageSize: size };
  },

  UpdateResourceGroup: ({ account, parameters }) => {
    const group = groupOf(account, parameters);
    const displayName = checkLength(parameters.required("NewDisplayName"), [1, 50], "InvalidParameter.DisplayName");
    const updated = { ...group, displayName };
    account.store.put("resourceGroups", updated);
    return { ResourceGroup: groupAnswer(account, updated) };
  },

  /** The service keeps a deleted group for some days in the status `PendingDelete`. The emulator deletes it at once. */
  DeleteResourceGroup: ({ account, parameters }) => {
    const group = groupOf(account, parameters);
    if (group.id === defaultResourceGroup(account.id).id) {
      throw ApiError.of("NotSupported.DefaultResourceGroup", "The default resource group cannot be deleted.");
    }
    for (const attachment of [...account.table("attachments").values()]) {
      if (attachment.resourceGroupId !== group.id) continue;
      const principal = `${kindNames[attachment.principalKind]} ${attachment.principalName}`;
      const message = `The policy ${attachment.policyName} is attached to the ${principal} in the resource group.`;
      throw ApiError.of("DeleteConflict.ResourceGroup.Policy", message);
    }
    account.store.remove("resourceGroups", group);
    return { ResourceGroup: { ...groupAnswer(account, group), Status: "PendingDelete" } };
  },
};

function groupOf(account: Account, parameters: Parameters): ResourceGroupRecord {
  return account.resourceGroup(parameters.required("ResourceGroupId"));
}
