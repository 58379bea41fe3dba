import { isJsonObject } from "../policy/json-value";
import { foldCase } from "../policy/letter-case";
import { type AuditEvent, type SourceKind, utcTime } from "./audit-event";
import { errorOf } from "./failure";

type Json = Readonly<Record<string, unknown>>;

/** Members of a record, in ActionTrail's own letter case. Some products write them with a capital. */
const members = [
  ...["eventId", "eventTime", "eventType", "eventCategory", "eventName", "eventRW", "eventSource", "serviceName"],
  ...["acsRegion", "isGlobal", "recipientAccountId", "userIdentity", "errorCode", "requestParameters"],
  ...["errorMessage", "accessDeniedDetail"],
  ...["requestParameterJson", "responseElements", "referencedResources", "resourceType", "resourceName"],
  ...["accountId", "principalId", "userName", "type"],
] as const;

const ownCase: ReadonlyMap<string, string> = new Map(members.map((name) => [foldCase(name), name]));

/** Whether an object is a record of ActionTrail, in any letter case. */
export function isRecord(json: Json): boolean {
  if (json["eventName"] !== undefined) return json["userIdentity"] !== undefined || json["serviceName"] !== undefined;
  return Object.keys(json).some((key) => key !== "eventName" && foldCase(key) === "eventname");
}

/** Reads a record. Members of unexpected types count as missing. */
export function readRecord(given: Json, source: SourceKind): AuditEvent {
  const json = given["eventName"] === undefined ? inOwnCase(given) : given;
  const identity = inOwnCaseIfNeeded(jsonObject(json["userIdentity"]));
  const time = utcTime(json["eventTime"]);
  const parameters = jsonObject(json["requestParameters"]);
  return {
    source,
    id: optionalText(json["eventId"]),
    type: text(json["eventType"]),
    category: text(json["eventCategory"]),
    name: text(json["eventName"]),
    service: text(json["serviceName"]),
    host: text(json["eventSource"]),
    rw: text(json["eventRW"]),
    region: text(json["acsRegion"]),
    isGlobal: json["isGlobal"] === true || json["isGlobal"] === "true",
    account: optionalText(json["recipientAccountId"]) ?? optionalText(identity["accountId"]),
    identity: {
      type: text(identity["type"]),
      account: optionalText(identity["accountId"]),
      principalId: optionalText(identity["principalId"]),
      userName: optionalText(identity["userName"]),
    },
    error: errorOf(json["errorCode"], json["errorMessage"], json["accessDeniedDetail"]),
    parameters: hasMembers(parameters) ? parameters : jsonObject(json["requestParameterJson"]),
    response: json["responseElements"],
    resources: referencedResources(json),
    calls: 1,
    first: time,
    last: time,
  };
}

const noResources: ReadonlyMap<string, readonly string[]> = new Map();

/** Ids by type: of `referencedResources`, otherwise of `resourceType` and `resourceName`, position by position. */
export function referencedResources(json: Json): ReadonlyMap<string, readonly string[]> {
  if (json["referencedResources"] === undefined && json["resourceType"] === undefined) return noResources;
  const referenced = jsonObject(json["referencedResources"]);
  const found = new Map<string, readonly string[]>();
  for (const [type, ids] of Object.entries(referenced)) {
    const list: readonly unknown[] = Array.isArray(ids) ? ids : [ids];
    found.set(
      type,
      list.map(text).filter((id) => id !== ""),
    );
  }
  if (found.size > 0) return found;
  const types = text(json["resourceType"]).split(";");
  const names = text(json["resourceName"]).split(";");
  types.forEach((type, index) => {
    const ids = (names[index] ?? "").split(",").filter((id) => id !== "");
    if (type !== "" && ids.length > 0) found.set(type, [...(found.get(type) ?? []), ...ids]);
  });
  return found;
}

/** A member that is an object, or the JSON text of one; otherwise an empty object. */
export function jsonObject(value: unknown): Json {
  if (isJsonObject(value)) return value;
  if (typeof value !== "string" || !value.startsWith("{")) return {};
  try {
    const json = JSON.parse(value) as unknown;
    return isJsonObject(json) ? json : {};
  } catch {
    return {};
  }
}

/** A text, or a number as text. Anything else counts as missing. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

function optionalText(value: unknown): string | undefined {
  const found = text(value);
  return found === "" ? undefined : found;
}

function hasMembers(json: Json): boolean {
  for (const name in json) if (Object.hasOwn(json, name)) return true;
  return false;
}

function inOwnCase(json: Json): Json {
  const renamed = new Map<string, unknown>();
  for (const [key, value] of Object.entries(json)) renamed.set(ownCase.get(foldCase(key)) ?? key, value);
  return Object.fromEntries(renamed);
}

function inOwnCaseIfNeeded(json: Json): Json {
  return json["type"] === undefined ? inOwnCase(json) : json;
}
