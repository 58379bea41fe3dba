import type { Account } from "../account/account";
import { checkNewTags } from "../account/tags";
import { ApiError } from "../api-error";
import type { Parameters } from "../parameters";
import type { TableName, Tags } from "../state/records";
import type { RequestHandler, RequestHandlers } from "./operation";

/** A resource with tags, and a function that stores new tags. */
interface Tagged {
  readonly name: string;
  readonly tags: Tags;
  readonly set: (tags: Tags) => void;
}

/** Finds a resource by its name or id. */
type Finder = (account: Account, name: string) => Tagged;

const finders = {
  policy: finder("policies", (account, name) => account.policy(name, "Custom")),
  role: finder("roles", (account, name) => account.role(name)),
  user: finder("users", (account, name) => account.user(name)),
  resourcegroup: finder(
    "resourceGroups",
    (account, name) => account.resourceGroup(name),
    ({ id }) => id,
  ),
  controlpolicy: finder(
    "controlPolicies",
    (account, name) => account.controlPolicy(name),
    ({ id }) => id,
  ),
} as const satisfies Readonly<Record<string, Finder>>;

type Kind = keyof typeof finders;

/** RAM identifies resources by name, the other APIs by id. */
export const ramTagOperations = operationsFor(["policy", "role", "user"], "ResourceNames");
export const resourceGroupTagOperations = operationsFor(["resourcegroup", "controlpolicy"], "ResourceId");
export const controlPolicyTagOperations = operationsFor(["controlpolicy", "resourcegroup"], "ResourceId");

function operationsFor(kinds: readonly Kind[], namesParameter: string): RequestHandlers {
  const found = (account: Account, parameters: Parameters): readonly Tagged[] => {
    const kind = parameters.choice("ResourceType", kinds, "InvalidParameter.ResourceType", true);
    const names = parameters.list(namesParameter);
    if (names.length === 0) throw ApiError.of("MissingParameter", `The parameter ${namesParameter} is needed.`);
    if (names.length > 50)
      throw ApiError.of("InvalidParameter.ResourceNames", `Found ${names.length} names; at most 50 are allowed.`);
    return names.map((name) => finders[kind](account, name));
  };
  const untag: RequestHandler = ({ account, parameters }) => {
    const keys = new Set([...parameters.list("TagKey"), ...parameters.list("TagKeys")]);
    const isAll = parameters.choice("All", ["false", "true"], "InvalidParameter.Tag") === "true";
    if (keys.size === 0 && !isAll) throw ApiError.of("MissingParameter", "The parameter TagKey is needed.");
    for (const { tags, set } of found(account, parameters)) {
      set(Object.fromEntries(Object.entries(tags).filter(([key]) => !isAll && !keys.has(key))));
    }
    return {};
  };
  return {
    TagResources: ({ account, parameters }) => {
      const given = checkNewTags(parameters.tags());
      if (given.size === 0) throw ApiError.of("MissingParameter", "The parameter Tag is needed.");
      for (const { tags, set } of found(account, parameters)) {
        set(Object.fromEntries(checkNewTags(new Map([...Object.entries(tags), ...given]))));
      }
      return {};
    },
    UntagResources: untag,
    ListTagResources: ({ account, parameters }) => {
      const kind = parameters.choice("ResourceType", kinds, "InvalidParameter.ResourceType", true);
      const TagResources = found(account, parameters).flatMap(({ name, tags }) =>
        Object.entries(tags).map(([TagKey, TagValue]) => ({
          ...(namesParameter === "ResourceNames" ? { ResourceName: name } : { ResourceId: name }),
          ResourceType: kind,
          TagKey,
          TagValue,
        })),
      );
      return { TagResources };
    },
  };
}

function finder<R extends { readonly name: string; readonly tags: Tags }>(
  table: TableName,
  find: (account: Account, name: string) => R,
  nameOf: (record: R) => string = ({ name }) => name,
): Finder {
  return (account, name) => {
    const record = find(account, name);
    const set = (tags: Tags): void => {
      account.store.put(table, { ...record, tags } as never); // `find` returns a record of `table`
    };
    return { name: nameOf(record), tags: record.tags, set };
  };
}
