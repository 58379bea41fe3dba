import { isJsonObject } from "../../policy/json-value";
import { recordKeys } from "./record-keys";
import type { AttachmentRecord, PolicyVersionRecord, Records, TableName } from "./records";

/** Checks the value of one member of a record. */
type Check = (value: unknown) => boolean;

/** A check for every member of a record, optional members included. */
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

/** Checks that the value is JSON with a list of statements. `checkDocument` accepted the document when it was stored. */
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
    // State files of earlier versions lack roleId; such a session is treated as ended.
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

/** Whether a value is a record of a table, and `key` is its key. */
export function isRecordOf(table: TableName, key: string, record: unknown): boolean {
  const ownKey = recordKeys[table] as (record: unknown) => string; // `fits` has checked that the record is of this table
  return fits(record, shapes[table]) && ownKey(record) === key;
}

function fits(value: unknown, shape: Readonly<Record<string, Check>>): boolean {
  return isJsonObject(value) && Object.entries(shape).every(([name, check]) => check(value[name]));
}
