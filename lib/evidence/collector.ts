import { type CatalogAction, catalogAction } from "../catalog";
import { foldCase } from "../policy/letter-case";
import { compareText } from "../policy/text-list";
import type { AuditEvent, SourceKind } from "./audit-event";
import { CoverageLog } from "./coverage-log";
import { type EventActions, EventActionFinder } from "./event-actions";
import { EventValues, passedRoles } from "./event-resources";
import { failureOf } from "./failure";
import { type Principal, principalOf, principalText } from "./identify";
import { type ResolvedResource, mostResources, resolveResource } from "./resolved-resource";
import { SeenIds } from "./seen-ids";
import type { ServiceNames } from "./service-names";
import type { BadUnit, DropReason, OtherEvent, Usage, UsageRow } from "./usage";

/** How evidence is read. */
export interface EvidenceOptions {
  /** RAM codes by `serviceName`, in addition to the known ones, e.g. `{ AddressPurification: "dytns" }`. */
  readonly services?: ServiceNames;
  /** The workspace of calls whose event names none. Workspaces that events name are kept. */
  readonly workspace?: string;
  /** Who made the calls in sources that name no caller, i.e. in logs of Terraform. @default - they do not count as use */
  readonly caller?: Pick<Principal, "kind" | "name">;
  /** How many event ids are kept to find repeated events. @default 100000 */
  readonly duplicateWindow?: number;
}

/** Longest id, name or code that is kept. Real ones have less than 100 characters. */
const longest = 256;

/** Limits of what is kept, so that memory stays constant. */
const most = { principals: 10_000, others: 5_000, names: 50_000, bad: 100, warnings: 100 } as const;

interface MutableRow {
  readonly principal: Principal;
  readonly action: string;
  readonly seen: string;
  first: string | undefined;
  last: string | undefined;
  calls: number;
  errors: number;
  readonly sources: Set<SourceKind>;
  /** The last one. */
  source: SourceKind | undefined;
  readonly inferredFrom: Set<string>;
}

interface MutableOther {
  readonly principal: string;
  readonly event: string;
  readonly actions: readonly string[];
  readonly code: string;
  calls: number;
  last: string | undefined;
}

/** Counts events into the usage table, in constant memory. */
export class UsageCollector {
  private readonly finder: EventActionFinder;
  private readonly seen: SeenIds;
  /** By principal, action and resource. */
  private readonly rows = new Map<Principal, Map<string, Map<string, MutableRow>>>();
  private readonly principals = new Map<string, Principal>();
  /** The same principals by kind, account and name as they are written. */
  private readonly written = new Map<string, Map<string, Map<string, Principal>>>();
  private writtenCount = 0;
  private readonly names = new Map<string, string>();
  private readonly unmapped = new Map<string, MutableOther>();
  private readonly denied = new Map<string, MutableOther>();
  private readonly doubtful = new Map<string, MutableOther>();
  private readonly bad: BadUnit[] = [];
  private readonly warnings = new Set<string>();
  private readonly dropped = new Map<DropReason, number>();
  private used = 0;
  private unmappedCalls = 0;
  private events = 0;
  private possibleDuplicates = 0;
  /** Time, accounts, services and kinds of events that the evidence covers. */
  public readonly coverage = new CoverageLog();

  public constructor(private readonly options: EvidenceOptions = {}) {
    this.finder = new EventActionFinder(options.services);
    this.seen = new SeenIds(options.duplicateWindow ?? 100_000);
  }

  /** Counts a line or element that could not be read. */
  public addBad(reason: "badLine" | "notAnEvent", place: string, why: string): void {
    this.events += 1;
    this.drop(reason, 1);
    if (this.bad.length < most.bad) this.bad.push({ place, why });
  }

  /** Adds a warning to the result, once. */
  public warn(text: string): void {
    if (this.warnings.size < most.warnings) this.warnings.add(text);
  }

  /** Counts an event. An event whose id was seen before, or that is not a call of a principal, counts as dropped. */
  public add(event: AuditEvent): void {
    const { calls } = event;
    this.events += calls;
    if (event.id !== undefined && event.id.length > longest) this.possibleDuplicates += calls;
    else if (event.id !== undefined) {
      const state = this.seen.add(event.id);
      if (state === "seen") {
        this.drop("duplicate", calls);
        return;
      }
      if (state === "new as far as known") this.possibleDuplicates += calls;
    }
    this.coverage.addEvent(event);
    const outcome = this.count(event);
    if (outcome === "used") this.used += calls;
    else if (outcome === "unmapped") this.unmappedCalls += calls;
    else this.drop(outcome, calls);
  }

  private count(event: AuditEvent): DropReason | "used" | "unmapped" {
    const kind = kindOf(event);
    if (kind !== "call" && kind !== "console") return kind;
    const values = new EventValues(event);
    const found =
      this.finder.actionsOfService(event.service, event.name) ??
      this.finder.actionsOf(event.service, event.name, values.product, event.host);
    if (found.code !== undefined) this.coverage.addService(found.code, event);
    const who = event.source === "Terraform log" ? this.caller() : principalOf(event);
    if (typeof who !== "string" && who.name.length > longest) return "unnamed";
    if (typeof who === "string") return who;
    const principal = this.known(who);
    if (principal === undefined) return "tooManyPrincipals";
    if (found.kind === "free") return "free";
    const failure = failureOf(event.error);
    const actions = failure === undefined && found.kind === "actions" ? [] : namesOf(found, event);
    if (failure === "denied") this.addOther(this.denied, event, principal, actions);
    if (failure === "throttled" || failure === "serverFault") this.addOther(this.doubtful, event, principal, actions);
    if (failure !== undefined && failure !== "failed") return failure;
    if (found.kind === "unmapped") {
      if (kind === "console" && !isApiName(event.name)) return "purchase";
      this.addOther(this.unmapped, event, principal, actions);
      return "unmapped";
    }
    this.learnNames(values, event);
    for (const action of found.actions) this.addAction(principal, action, values, event, failure === "failed");
    for (const extra of alsoNeeded(found.actions, values)) {
      this.addAction(principal, extra, values, event, failure === "failed");
    }
    if (failure === undefined && !["ram", "sts", "resourcemanager"].includes(found.code)) {
      for (const { resource, parameter } of passedRoles(event)) {
        const row = this.row(principal, "ram:PassRole", resource);
        touch(row, event, false);
        row.inferredFrom.add(`${event.name} (${parameter})`);
      }
    }
    return "used";
  }

  private caller(): Principal | "noCaller" {
    const { caller } = this.options;
    return caller === undefined ? "noCaller" : { ...caller, account: undefined };
  }

  private addAction(
    principal: Principal,
    action: CatalogAction,
    values: EventValues,
    event: AuditEvent,
    isFailed: boolean,
  ): void {
    const rows = this.rowsOf(principal, action.name);
    const count = rows.size;
    for (const resource of values.resourcesOf(action)) {
      const known = rows.get(resource);
      if (known !== undefined) {
        touch(known, event, isFailed);
        continue;
      }
      const isTooMany = count >= mostResources;
      for (const kept of isTooMany ? values.resourcesOf(action, "types") : [resource]) {
        touch(this.row(principal, action.name, kept), event, isFailed);
      }
    }
  }

  private rowsOf(principal: Principal, action: string): Map<string, MutableRow> {
    let byAction = this.rows.get(principal);
    if (byAction === undefined) this.rows.set(principal, (byAction = new Map<string, Map<string, MutableRow>>()));
    let rows = byAction.get(action);
    if (rows === undefined) byAction.set(action, (rows = new Map<string, MutableRow>()));
    return rows;
  }

  private row(principal: Principal, action: string, seen: string): MutableRow {
    const rows = this.rowsOf(principal, action);
    const known = rows.get(seen);
    if (known !== undefined) return known;
    const row: MutableRow = {
      principal,
      action,
      seen,
      first: undefined,
      last: undefined,
      calls: 0,
      errors: 0,
      sources: new Set(),
      source: undefined,
      inferredFrom: new Set(),
    };
    rows.set(seen, row);
    return row;
  }

  /** One object for each principal. RAM ignores letter case in names. */
  private known(principal: Principal): Principal | undefined {
    const { kind, account = "", name } = principal;
    const written = this.written.get(kind)?.get(account)?.get(name);
    if (written !== undefined) return written;
    const key = foldCase(keyOf(principal));
    const known = this.principals.get(key);
    if (known === undefined && this.principals.size >= most.principals) {
      this.warn(`There are more than ${most.principals} principals; select some with --principal or in the query.`);
      return undefined;
    }
    if (known === undefined) this.principals.set(key, principal);
    this.remember(known ?? principal, kind, account, name);
    return known ?? principal;
  }

  private remember(principal: Principal, kind: string, account: string, name: string): void {
    if (this.writtenCount >= most.principals * 2) return;
    this.writtenCount += 1;
    const accounts = this.written.get(kind) ?? new Map<string, Map<string, Principal>>();
    this.written.set(
      kind,
      accounts.set(account, (accounts.get(account) ?? new Map<string, Principal>()).set(name, principal)),
    );
  }

  private learnNames(values: EventValues, event: AuditEvent): void {
    for (const { variable, id, name } of values.namedIds()) {
      if (this.names.size >= most.names) return;
      if (id.length > longest) continue;
      this.names.set(`${event.account ?? ""}\n${variable}\n${id}`, name);
    }
  }

  private addOther(
    into: Map<string, MutableOther>,
    event: AuditEvent,
    principal: Principal,
    actions: readonly string[],
  ): void {
    const { error: code } = event;
    const isFull = into.size >= most.others;
    const name = shortened(`${shortened(event.service || event.host)}:${shortened(event.name)}`);
    const key = `${keyOf(principal)}\n${name}\n${code}`;
    const known = into.get(key) ?? (isFull ? into.get("") : undefined);
    const other: MutableOther = known ?? {
      principal: isFull ? "others" : principalText(principal),
      event: isFull ? "others" : name,
      actions: isFull ? ["*"] : actions,
      code: isFull ? "" : code,
      calls: 0,
      last: undefined,
    };
    other.calls += event.calls;
    other.last = later(other.last, event.last);
    if (known === undefined) into.set(isFull ? "" : key, other);
  }

  private drop(reason: DropReason, calls: number): void {
    this.dropped.set(reason, (this.dropped.get(reason) ?? 0) + calls);
  }

  /** The usage in everything that was added so far. */
  public finish(): Usage {
    return {
      rows: this.resolvedRows(),
      coverage: this.coverage.finish(this.possibleDuplicates),
      counts: {
        events: this.events,
        used: this.used,
        unmapped: this.unmappedCalls,
        dropped: Object.fromEntries([...this.dropped].sort(([a], [b]) => compareText(a, b))),
      },
      unmapped: others(this.unmapped),
      denied: others(this.denied),
      doubtful: others(this.doubtful),
      bad: this.bad,
      warnings: [...this.warnings, ...this.coverage.warnings()],
    };
  }

  private *allRows(): Generator<MutableRow> {
    for (const byAction of this.rows.values()) for (const rows of byAction.values()) yield* rows.values();
  }

  /** The rows with names that other events or the user give. Rows that become equal are merged. */
  private resolvedRows(): readonly UsageRow[] {
    const { workspace } = this.options;
    const merged = new Map<string, MutableRow & { readonly resolved: ResolvedResource }>();
    for (const row of this.allRows()) {
      const account = row.principal.account ?? "";
      const resolved = resolveResource(row.action, row.seen, {
        ofId: (variable, id) => this.names.get(`${account}\n${variable}\n${id}`),
        given: (variable) => (variable === "workspaceName" ? workspace : undefined),
      });
      const key = JSON.stringify([keyOf(row.principal), row.action, resolved.resource]);
      const known = merged.get(key);
      if (known === undefined) {
        merged.set(key, { ...row, sources: new Set(row.sources), inferredFrom: new Set(row.inferredFrom), resolved });
        continue;
      }
      known.calls += row.calls;
      known.errors += row.errors;
      known.first = earlier(known.first, row.first);
      known.last = later(known.last, row.last);
      for (const source of row.sources) known.sources.add(source);
      for (const call of row.inferredFrom) known.inferredFrom.add(call);
    }
    return [...merged].sort(([a], [b]) => compareText(a, b)).map(([, row]) => rowOf(row));
  }
}

/** The actions that a call needs, as far as known. */
function namesOf(found: EventActions, { name }: AuditEvent): readonly string[] {
  if (found.kind === "actions") return found.actions.map((action) => action.name);
  return found.code === undefined ? [] : [shortened(`${found.code}:${name}`)];
}

function rowOf(row: MutableRow & { readonly resolved: ResolvedResource }): UsageRow {
  return {
    principal: row.principal,
    action: row.action,
    resource: row.resolved.resource,
    why: row.resolved.why,
    firstSeen: row.first,
    lastSeen: row.last,
    calls: row.calls,
    errors: row.errors,
    sources: [...row.sources].sort(compareText),
    ...(row.inferredFrom.size === 0 ? {} : { inferredFrom: [...row.inferredFrom].sort(compareText).slice(0, 20) }),
  };
}

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

function keyOf({ kind, name, account = "" }: Principal): string {
  return `${kind}:${name}\n${account}`;
}

function touch(row: MutableRow, event: AuditEvent, isFailed: boolean): void {
  row.calls += event.calls;
  if (isFailed) row.errors += event.calls;
  row.first = earlier(row.first, event.first);
  row.last = later(row.last, event.last);
  if (row.source === event.source) return;
  row.source = event.source;
  row.sources.add(event.source);
}

/** The kind of an event: a call, an operation of the console, or the reason why it is neither. */
function kindOf({ type, category }: AuditEvent): "call" | "console" | DropReason {
  if (type === "ApiCall" && (category === "Management" || category === "Data")) return "call"; // nearly always
  if (category !== "" && !/^(management|data)$/i.test(category)) return "otherCategory";
  switch (foldCase(type)) {
    case "":
    case "apicall":
      return "call";
    case "consoleoperation":
    case "consolecall":
      return "console";
    case "aliyunserviceevent":
      return "serviceEvent";
    default:
      return "notACall";
  }
}

/**
 * Whether an operation of the console may be an API. Audit pages describe some names as purchases, and others have
 * descriptions in place of a name.
 */
function isApiName(name: string): boolean {
  return /^[A-Z][a-z0-9]+[A-Z]\w*$/.test(name) && name !== "RemainRefund" && name !== "OpenService";
}

/** Inferred: deleting a policy with its versions needs the actions on versions too. Only custom policies can be deleted. */
function alsoNeeded(actions: readonly CatalogAction[], values: EventValues): readonly CatalogAction[] {
  if (!actions.some(({ name }) => name === "ram:DeletePolicy")) return [];
  if (foldCase(values.text("cascadingdelete") ?? "") !== "true") return [];
  return ["ram:ListPolicyVersions", "ram:DeletePolicyVersion"].flatMap((name) => {
    const action = catalogAction(name);
    if (action?.resources === undefined) return action ?? [];
    return { ...action, resources: action.resources.filter(({ arn }) => !arn.includes(":system:")) };
  });
}

function others(found: ReadonlyMap<string, MutableOther>): readonly OtherEvent[] {
  return [...found.values()]
    .map(({ last, ...other }) => ({ ...other, lastSeen: last }))
    .sort((a, b) => b.calls - a.calls || compareText(`${a.event} ${a.principal}`, `${b.event} ${b.principal}`));
}

function earlier(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

function later(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one > other ? one : other;
}
