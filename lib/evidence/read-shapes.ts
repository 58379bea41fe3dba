import { isJsonObject } from "../policy/json-value";
import { foldCase } from "../policy/letter-case";
import { type AuditEvent, type SourceKind, utcTime } from "./audit-event";
import { isEmulatorCall, readEmulatorCall } from "./read-emulator-call";
import { isRecord, jsonObject, readRecord, referencedResources, text } from "./read-record";

type Json = Readonly<Record<string, unknown>>;

/** What a unit of a file holds: an event, or other units. */
export type ShapedUnit =
  | { readonly kind: "event"; readonly event: AuditEvent }
  /** `around` is the object that the units are in, e.g. a page of LookupEvents. */
  | { readonly kind: "several"; readonly units: readonly unknown[]; readonly around: Json }
  | { readonly kind: "unknown"; readonly why: string };

/**
 * Recognizes a unit by its shape: a record of ActionTrail, a row of a log store (event as text, as object, or one column
 * for each member), a row of the aggregating query, a line of the emulator's log, or an object around any of these.
 */
export function shapeOf(unit: unknown, source: SourceKind): ShapedUnit {
  if (Array.isArray(unit)) return { kind: "several", units: unit, around: {} };
  if (!isJsonObject(unit)) return { kind: "unknown", why: "a value that is not an object" };
  if (isRecord(unit)) return { kind: "event", event: readRecord(unit, source) };
  if (isAggregated(unit)) return { kind: "event", event: readAggregated(unit) };
  if (isEmulatorCall(unit)) return { kind: "event", event: readEmulatorCall(unit) };
  const inside = recordInside(unit);
  if (inside !== undefined) return inside;
  const flat = flattened(unit);
  if (flat !== undefined) return { kind: "event", event: readRecord(flat, "log store") };
  const units = Object.values(unit).flatMap((value) => (isListOfObjects(value) ? value : []));
  if (units.length > 0 || isEmptyPage(unit)) return { kind: "several", units, around: unit };
  return { kind: "unknown", why: "an object that has none of the known shapes" };
}

/** Columns with the whole record: of a log store or a MaxCompute table, and of the last use of an access key. */
const columns: Readonly<Record<string, SourceKind>> = { event: "log store", detail: "last use of a key" };

function recordInside(unit: Json): ShapedUnit | undefined {
  for (const [key, value] of Object.entries(unit)) {
    const source = columns[foldCase(key)];
    if (source === undefined) continue;
    const record = jsonObject(value);
    if (isRecord(record)) return { kind: "event", event: readRecord(record, source) };
    if (foldCase(key) === "event" && (isJsonObject(value) || typeof value === "string")) {
      return { kind: "unknown", why: `a row whose column ${key} holds no record` };
    }
  }
  return undefined;
}

const prefix = "event.";

/** A record from columns such as `event.userIdentity.type`. */
function flattened(unit: Json): Json | undefined {
  const record: Record<string, unknown> = {};
  const identity: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(unit)) {
    if (!foldCase(key).startsWith(prefix)) continue;
    const name = key.slice(prefix.length);
    if (foldCase(name).startsWith("useridentity.")) identity[name.slice("userIdentity.".length)] = value;
    else record[name] = value;
  }
  const whole = Object.keys(identity).length === 0 ? record : { ...record, userIdentity: identity };
  return isRecord(whole) ? whole : undefined;
}

function isAggregated(unit: Json): boolean {
  return unit["calls"] !== undefined && unit["service"] !== undefined && unit["event"] !== undefined;
}

/** A row of the query that {@link usageQuery} makes. All its values are texts. */
function readAggregated(row: Json): AuditEvent {
  const principal = text(row["principal"]);
  return {
    source: "aggregated rows",
    id: undefined, // a row stands for many
    type: text(row["kind"]),
    category: text(row["category"]),
    name: text(row["event"]),
    service: text(row["service"]),
    host: text(row["host"]),
    rw: text(row["rw"]),
    region: text(row["region"]),
    isGlobal: false,
    account: text(row["account"]) || undefined,
    identity: {
      type: text(row["principalType"]),
      account: text(row["account"]) || undefined,
      principalId: text(row["roleId"]) || undefined,
      userName: principal === "" || principal === "null" ? undefined : principal,
    },
    error: text(row["error"]),
    parameters: passedRole(row),
    response: undefined,
    resources: referencedResources(row),
    calls: callsIn(row) ?? 1,
    first: utcTime(row["firstSeen"]),
    last: utcTime(row["lastSeen"]),
  };
}

/** More calls of one kind than any account makes, and few enough to be added up exactly. */
const mostCalls = 1e12;

/** The number of calls that a row stands for; `undefined` where it is not valid. */
export function callsIn(row: Json): number | undefined {
  const calls = Number(text(row["calls"]));
  return Number.isInteger(calls) && calls > 0 && calls <= mostCalls ? calls : undefined;
}

/** The query for passed roles has one more column. */
function passedRole(row: Json): Json {
  const role = text(row["roleArn"]);
  return role === "" || role === "null" ? {} : { roleArn: role };
}

function isListOfObjects(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0 && value.every(isJsonObject);
}

/** A page of LookupEvents without events. */
function isEmptyPage(unit: Json): boolean {
  return Array.isArray(unit["Events"]) && unit["RequestId"] !== undefined;
}
