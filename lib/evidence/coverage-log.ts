import { compareText } from "../policy/text-list";
import { inferredLevel } from "../catalog/inferred-level";
import type { AuditEvent, SourceKind } from "./audit-event";
import { type Coverage, maxGapDays } from "./usage";

const dayLength = 24 * 60 * 60 * 1000;

/** Maximum numbers of days and names that are kept. */
const most = { days: 50_000, names: 2_000 } as const;

/**
 * Sources that show only some calls of some callers. Calls in them count as use, but that a call is missing says nothing.
 * They do not count where it matters that a call would have been seen.
 */
const partial: ReadonlySet<SourceKind> = new Set(["Terraform log", "last use of a key"]);

/** Longest id that is kept. Real ones have less than 20 characters. */
const longest = 64;

/** Collects what the evidence covers. */
export class CoverageLog {
  private readonly sources: string[] = [];
  private sourceCount = 0;
  private readonly kinds = new Set<SourceKind>();
  private readonly days = new Set<number>();
  private readonly accounts = new Set<string>();
  private readonly regions = new Set<string>();
  private readonly services = new Set<string>();
  private readonly dataServices = new Set<string>();
  private first: string | undefined;
  private last: string | undefined;
  /** The times of events in partial sources. */
  private partialTimes: { readonly first?: string; readonly last?: string } = {};
  private reads = 0;
  private writes = 0;
  private withoutTime = 0;
  private pages = 0;
  private openPages = 0;
  private lastDay = "none yet";

  public addSource(name: string): void {
    this.sourceCount += 1;
    if (this.sources.length < most.names) this.sources.push(name);
  }

  /** A page of LookupEvents, which says the time that it covers and whether another one follows. */
  public addPage(text: string): void {
    this.pages += 1;
    if (/"NextToken"\s*:\s*"[^"]/.test(text)) this.openPages += 1;
    const [, start = ""] = /"StartTime"\s*:\s*"([^"]+)"/.exec(text) ?? [];
    const [, end = ""] = /"EndTime"\s*:\s*"([^"]+)"/.exec(text) ?? [];
    const [from, to] = [Date.parse(start), Date.parse(end)];
    if (Number.isNaN(from) || Number.isNaN(to)) return;
    for (let time = from; time < to && this.days.size < most.days; time += dayLength) this.days.add(dayOf(time));
  }

  public addEvent({ source, first, last, region, account, rw, calls, name }: AuditEvent): void {
    this.kinds.add(source);
    if (first === undefined || last === undefined) this.withoutTime += calls;
    if (partial.has(source)) {
      this.addPartialTime(first);
      this.addPartialTime(last);
      return;
    }
    this.addTime(first);
    if (last !== first) this.addTime(last);
    if (region !== "" && region.length <= longest && this.regions.size < most.names) this.regions.add(region);
    if (account !== undefined && account.length <= longest && this.accounts.size < most.names) {
      this.accounts.add(account);
    }
    if (isRead(rw, name)) this.reads += calls;
    else this.writes += calls;
  }

  public addService(code: string, { category, source }: AuditEvent): void {
    if (partial.has(source)) return;
    this.services.add(code);
    if (/^data$/i.test(category)) this.dataServices.add(code);
  }

  private addPartialTime(time: string | undefined): void {
    if (time === undefined) return;
    const { first = time, last = time } = this.partialTimes;
    this.partialTimes = { first: time < first ? time : first, last: time > last ? time : last };
  }

  private addTime(time: string | undefined): void {
    if (time === undefined) return;
    if (this.first === undefined || time < this.first) this.first = time;
    if (this.last === undefined || time > this.last) this.last = time;
    if (time.startsWith(this.lastDay)) return;
    const day = time.slice(0, 10);
    this.lastDay = day;
    if (this.days.size < most.days) this.days.add(dayOf(Date.parse(day)));
  }

  public warnings(): readonly string[] {
    return this.pages > 0 && this.openPages === this.pages
      ? ["Every page of LookupEvents has a NextToken: the last page is missing."]
      : [];
  }

  public finish(possibleDuplicates: number): Coverage {
    return {
      sources:
        this.sourceCount > this.sources.length
          ? [...this.sources, `${this.sourceCount - this.sources.length} more`]
          : this.sources,
      kinds: [...this.kinds].sort(compareText),
      first: this.first ?? this.partialTimes.first,
      last: this.last ?? this.partialTimes.last,
      continuousSince: this.continuousSince(),
      accounts: [...this.accounts].sort(compareText),
      regions: [...this.regions].sort(compareText),
      services: [...this.services].sort(compareText),
      dataServices: [...this.dataServices].sort(compareText),
      readEvents: this.reads,
      writeEvents: this.writes,
      possibleDuplicates,
      withoutTime: this.withoutTime,
    };
  }

  private continuousSince(): string | undefined {
    const days = [...this.days].sort((a, b) => b - a);
    const [latest] = days;
    if (latest === undefined) return undefined;
    let since = latest;
    for (const day of days) {
      if (since - day > maxGapDays + 1) break;
      since = day;
    }
    const start = `${new Date(since * dayLength).toISOString().slice(0, 10)}T00:00:00Z`;
    return this.first !== undefined && this.first > start && this.pages === 0 ? this.first : start;
  }
}

function dayOf(time: number): number {
  return Math.floor(time / dayLength);
}

function isRead(rw: string, name: string): boolean {
  if (rw === "Read" || rw === "Write") return rw === "Read";
  if (rw !== "") return /^read$/i.test(rw);
  return ["get", "list"].includes(inferredLevel(name));
}
