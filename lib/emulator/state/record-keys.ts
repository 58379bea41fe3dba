import type { Records, TableName } from "./records";

/**
 * The key of each record in its table. Names cannot contain a slash, so the parts are unambiguous. The part by which a
 * table is searched comes first, e.g. the principal of an attachment.
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

export const tableNames = Object.keys(recordKeys) as readonly TableName[]; // recordKeys has exactly the table names as keys
