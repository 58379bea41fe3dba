import type { Records, TableName } from "./records";

/**
 * Under what key a record stands in its table. Names hold no slash, so that parts stay apart; tables that are asked
 * "all of x" have x first.
 */
export const recordKeys: { readonly [T in TableName]: (record: Records[T]) => string } = {
  policies: ({ name }) => name,
  systemPolicies: ({ name }) => name,
  users: ({ name }) => name,
  groups: ({ name }) => name,
  memberships: ({ group, user }) => `${group}/${user}`,
  roles: ({ name }) => name,
  attachments: ({ principalKind, principalName, resourceGroupId = "", policyType, policyName }) =>
    [principalKind, principalName, resourceGroupId, policyType, policyName].join("/"),
  accessKeys: ({ id }) => id,
  sessions: ({ accessKeyId }) => accessKeyId,
  resourceGroups: ({ id }) => id,
  controlPolicies: ({ id }) => id,
  controlPolicyAttachments: ({ targetId, policyId }) => `${targetId}/${policyId}`,
  deletionTasks: ({ id }) => id,
  counters: () => "ids",
};

export const tableNames = Object.keys(recordKeys) as readonly TableName[]; // the keys of a table of all tables
