/** The kind of source that an event was read from. */
export type SourceKind =
  | "ActionTrail"
  | "LookupEvents"
  | "log store"
  | "aggregated rows"
  | "emulator log"
  | "last use of a key"
  | "Terraform log";

/** Who made a call, as a record says it. */
export interface Identity {
  /** e.g. `ram-user`, `assumed-role`, `root-account`. */
  readonly type: string;
  /** Id of the caller's account. */
  readonly account: string | undefined;
  /** Id of the user, or of the role and its session. */
  readonly principalId: string | undefined;
  /** Name of the user, or of the role and its session. */
  readonly userName: string | undefined;
}

/** One record, or one row that stands for several calls, in the one form that everything else reads. */
export interface AuditEvent {
  /** What it was read from. */
  readonly source: SourceKind;
  /** Id of the event. The same id twice is the same call, read from two sources. */
  readonly id: string | undefined;
  /** e.g. `ApiCall`; empty where a record has none. */
  readonly type: string;
  /** `Management` or `Data`; empty where a record has none. */
  readonly category: string;
  /** Name of the call, e.g. `CreateTool`. */
  readonly name: string;
  /** Name of the service in trails, e.g. `AgentRun`; it may differ from RAM's. */
  readonly service: string;
  /** Host that was called, e.g. `ecs.aliyuncs.com`. */
  readonly host: string;
  /** `Read` or `Write`; empty where a record has none. */
  readonly rw: string;
  /** The region of the event, e.g. `cn-hangzhou`; empty where a record has none. */
  readonly region: string;
  /** Whether the trail calls it an event of a service without regions. */
  readonly isGlobal: boolean;
  /** The account that owns the event. */
  readonly account: string | undefined;
  /** Who made the call. */
  readonly identity: Identity;
  /** The error code; empty if the call succeeded. */
  readonly error: string;
  /** Parameters of the request, as far as the record has them. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The response as far as the record has it. */
  readonly response: unknown;
  /** Ids by type, e.g. `ACS::ECS::Instance`. */
  readonly resources: ReadonlyMap<string, readonly string[]>;
  /** Number of calls. 1 for a record. */
  readonly calls: number;
  /** Time of the first call: UTC, to the second; `undefined` where a record has no valid time. */
  readonly first: string | undefined;
  /** Time of the last call; the same as `first` for a record. */
  readonly last: string | undefined;
}

/** A time in UTC to the second, e.g. `2026-11-03T01:07:07Z`, so that texts compare as times do. */
export function utcTime(value: unknown): string | undefined {
  if (typeof value === "string" && isUtcToTheSecond(value)) return value;
  const number = typeof value === "string" && /^\d{10,13}$/.test(value) ? Number(value) : value;
  const text = typeof number === "string" ? number : typeof number === "number" ? epochTime(number) : "";
  const time = /^\d{4}-\d\d-\d\d/.test(text)
    ? Date.parse(text.includes("T") || text.includes("Z") ? text : `${text.replace(" ", "T")}Z`)
    : NaN;
  return Number.isNaN(time) ? undefined : `${new Date(time).toISOString().slice(0, 19)}Z`;
}

const pattern = "0000-00-00T00:00:00Z";

/**
 * Whether a text has the form in which this module writes times. Nearly all have, so this avoids a slower regular
 * expression.
 */
function isUtcToTheSecond(text: string): boolean {
  if (text.length !== pattern.length) return false;
  for (let index = 0; index < pattern.length; index += 1) {
    const code = text.charCodeAt(index);
    const wanted = pattern.charCodeAt(index);
    if (wanted === zero ? code < zero || code > nine : code !== wanted) return false;
  }
  // Days up to 28 are in every month. Date decides about the others.
  return isBetween(text, 5, 1, 12) && isBetween(text, 8, 1, 28) && isBetween(text, 11, 0, 23) && isBetween(text, 14, 0, 59) && isBetween(text, 17, 0, 59); // prettier-ignore
}

/** Whether the two digits of a text at an index are a number from the first to the last one. */
function isBetween(text: string, at: number, first: number, last: number): boolean {
  const number = (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero;
  return number >= first && number <= last;
}

const zero = 48;
const nine = 57;

/** Seconds or milliseconds since 1970. */
function epochTime(value: number): string {
  const milliseconds = value > 1e11 ? value : value * 1000;
  return milliseconds > 0 && milliseconds < 4e12 ? new Date(milliseconds).toISOString() : "";
}
