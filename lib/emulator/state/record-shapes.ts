import { isJsonObject } from "../../policy/json-value";
import { recordKeys } from "./record-keys";
import type { AttachmentRecord, PolicyVersionRecord, Records, TableName } from "./records";

/** Whether a value is what a member of a record holds. */
type Check = (value: unknown) => boolean;

/** A check of every member of a record; those that may be left out are checked for that too. */
type Shape<T> = { readonly [K in keyof Required<T>]: Check };

const text: Check = (value) => typeof value === "string";
const count: Check = (value) => Number.isInteger(value) && (value as number) >= 0;
const tags: Check = (value) => isJsonObject(value) && Object.values(value).every(text);
const oneOf =
  (...choices: readonly string[]): Check =>
  (value) =>
    choices.some((choice) => choice === value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

/** By its syntax and outline: what it says was checked when it came in. */
const document: Check = (value) => {
  try {
    const json = JSON.parse(String(value)) as unknown;
    return text(value) && isJsonObject(json) && Array.isArray(json["Statement"]);
  } catch {
    return false;
  }
};

const version: Shape<PolicyVersionRecord> = { id: text, document, created: text };
const versions: Check = (value) => Array.isArray(value) && value.every((one) => fits(one, version));

const policy: Shape<Records["policies"]> = {
  ...{ name: text, type: oneOf("Custom", "System"), description: text, versions, defaultVersion: text },
  ...{ nextVersion: count, created: text, updated: text, tags },
};
const attachment: Shape<AttachmentRecord> = {
  ...{ policyType: oneOf("Custom", "System"), policyName: text, principalKind: oneOf("user", "group", "role") },
  ...{ principalName: text, resourceGroupId: optional(text), attached: text },
};

const shapes: { readonly [T in TableName]: Shape<Records[T]> } = {
  policies: policy,
  systemPolicies: policy,
  users: {
    ...{ id: text, name: text, displayName: text, mobilePhone: text, email: text, comments: text },
    ...{ created: text, updated: text, tags },
  },
  groups: { id: text, name: text, comments: text, created: text, updated: text },
  memberships: { group: text, user: text, joined: text },
  roles: {
    ...{ id: text, name: text, description: text, trustDocument: document, maxSessionDuration: count },
    ...{ created: text, updated: text, tags, serviceName: optional(text) },
  },
  attachments: attachment,
  accessKeys: { id: text, user: text, status: oneOf("Active", "Inactive"), created: text },
  sessions: {
    // Files of before have no id of the role: the session has ended then.
    ...{ accessKeyId: text, tokenHash: text, role: text, roleId: optional(text), sessionName: text },
    ...{ policy: optional(document), expires: text },
  },
  resourceGroups: { id: text, name: text, displayName: text, created: text, tags },
  controlPolicies: {
    ...{ id: text, name: text, type: oneOf("Custom", "System"), effectScope: oneOf("All", "RAM"), description: text },
    ...{ document, created: text, updated: text, tags },
  },
  controlPolicyAttachments: { policyId: text, targetId: text, attached: text },
  deletionTasks: { id: text, role: text, roleId: optional(text), serviceName: text, polls: count },
  counters: { given: count },
};

/** Whether a record is one of its table, and stands under its own key. */
export function isRecordOf(table: TableName, key: string, record: unknown): boolean {
  const ownKey = recordKeys[table] as (record: unknown) => string; // of the same table
  return fits(record, shapes[table]) && ownKey(record) === key;
}

function fits(value: unknown, shape: Readonly<Record<string, Check>>): boolean {
  return isJsonObject(value) && Object.entries(shape).every(([name, check]) => check(value[name]));
}
