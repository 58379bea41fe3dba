import type { SourceKind } from "./audit-event";
import type { Principal } from "./identify";

/** Calls of one principal that one action authorized on one resource. */
export interface UsageRow {
  readonly principal: Principal;
  readonly action: string;
  /** An ARN. `*` stands for a name that no event has, as `why` explains; `*` alone stands for all resources. */
  readonly resource: string;
  /** Why the resource is or has `*`; empty if it has none. */
  readonly why: readonly string[];
  /** UTC; `undefined` if no event had a time. */
  readonly firstSeen: string | undefined;
  readonly lastSeen: string | undefined;
  readonly calls: number;
  /** How many of the calls failed for another reason than their permissions. */
  readonly errors: number;
  readonly sources: readonly SourceKind[];
  /** For `ram:PassRole`, which no event shows: the calls that carried the role's ARN, e.g. `CreateAgentRuntime`. */
  readonly inferredFrom?: readonly string[];
}

/** An event that is not in the rows. */
export interface OtherEvent {
  /** The principal as text, e.g. `user:alice`, or what the event says about it. */
  readonly principal: string;
  /** e.g. `Ecs:CreateNetworkInterface` */
  readonly event: string;
  /** The actions that the call needs, as far as known; for an unmapped one, the RAM code with the name of the event. */
  readonly actions: readonly string[];
  readonly code: string;
  readonly calls: number;
  readonly lastSeen: string | undefined;
}

/** Events that were not counted as use, by reason. */
export const dropReasons = {
  badLine: "unreadable lines or elements",
  notAnEvent: "elements that are not events",
  duplicate: "events with the id of an earlier one",
  system: "calls of services",
  serviceEvent: "events of the platform",
  notACall: "events that are not API calls, e.g. sign-ins",
  purchase: "operations of the console that are not API calls, e.g. purchases",
  otherCategory: "events that are neither management nor data events",
  root: "calls of the account itself, which no policy limits",
  cloudSso: "calls of CloudSSO users, who have no policies in the account",
  otherAccount: "calls of other accounts",
  unknownIdentity: "calls of an unknown type of identity",
  unnamed: "calls without the name of the user or role",
  noCaller: "calls of a source that names no caller, for which generate takes one --principal",
  tooManyPrincipals: "calls of principals beyond the limit",
  free: "calls that need no permission",
  denied: "denied calls",
  throttled: "throttled calls, whose permission is not known",
  serverFault: "calls that failed in the service, whose permission is not known",
  unauthenticated: "calls that failed before permissions were checked",
} as const;

/** Why an event says nothing about permissions. */
export type DropReason = keyof typeof dropReasons;

/** What the evidence covers, and what it cannot show. */
export interface Coverage {
  /** Files or streams, in the order of reading. */
  readonly sources: readonly string[];
  readonly kinds: readonly SourceKind[];
  /** Time of the first and the last event; `undefined` without any. */
  readonly first: string | undefined;
  readonly last: string | undefined;
  /**
   * The time since which there is no gap of more than {@link maxGapDays} days between events. Before it, evidence may be
   * missing, but calls that were seen count as use.
   */
  readonly continuousSince: string | undefined;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** RAM codes of the services with any event, by any caller. */
  readonly services: readonly string[];
  /** RAM codes of the services with data events. */
  readonly dataServices: readonly string[];
  readonly readEvents: number;
  readonly writeEvents: number;
  /**
   * Events that are too far apart for their ids to be compared. Some may be repetitions, so that counts may be too high.
   */
  readonly possibleDuplicates: number;
  readonly withoutTime: number;
}

/** How long an account may be quiet before the evidence counts as interrupted. */
export const maxGapDays = 7;

/** How many events there were, and how they were counted: `events` is the sum of all others. */
export interface EventCounts {
  readonly events: number;
  readonly used: number;
  readonly unmapped: number;
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
}

/** A line or element that could not be read. */
export interface BadUnit {
  /** e.g. `trail.json line 7`, `trail.json.gz element 12 (byte 3456)` */
  readonly place: string;
  readonly why: string;
}

/** Everything that the evidence shows, in the form from which policies, features and reports are computed. */
export interface Usage {
  /** Sorted by principal, action and resource. */
  readonly rows: readonly UsageRow[];
  readonly coverage: Coverage;
  readonly counts: EventCounts;
  /** Events without an action in the catalog, the most frequent first. */
  readonly unmapped: readonly OtherEvent[];
  /** Calls that were denied, the most frequent first. */
  readonly denied: readonly OtherEvent[];
  /** Calls that were throttled or failed in the service, so that their permission is not known. */
  readonly doubtful: readonly OtherEvent[];
  /** The first ones that were found; `counts.dropped.badLine` has their number. */
  readonly bad: readonly BadUnit[];
  readonly warnings: readonly string[];
}
