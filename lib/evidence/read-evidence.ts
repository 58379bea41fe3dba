import { createGunzip } from "node:zlib";
import { Readable } from "node:stream";
import type { SourceKind } from "./audit-event";
import { type EvidenceOptions, UsageCollector } from "./collector";
import { JsonUnits, type Place } from "./json-units";
import { isJsonObject } from "../policy/json-value";
import { callsIn, shapeOf } from "./read-shapes";
import { type LogLine, TerraformLog } from "./read-terraform-log";
import type { Usage } from "./usage";

/** A file or stream with evidence. */
export interface EvidenceInput {
  /** For messages. A name in the form of ActionTrail contains the number of events in the file. */
  readonly name: string;
  /** The bytes, plain or compressed with gzip. */
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** The progress of reading. */
export interface EvidenceProgress {
  /** Name of the input that is read. */
  readonly source: string;
  /** Events of this input that were read so far. */
  readonly events: number;
  /** Bytes as they are stored, i.e. compressed. */
  readonly bytes: number;
}

/** Options of {@link readEvidence}. */
export interface ReadEvidenceOptions extends EvidenceOptions {
  /** Called after every megabyte or so. */
  readonly progress?: (progress: EvidenceProgress) => void;
}

/**
 * Reads evidence into the usage table. The shape of each source is recognized from its content. What cannot be read is
 * reported in the result and never ends the reading; only an error of a source itself is thrown, e.g. of the disk.
 * @example
 * import { createReadStream } from "node:fs";
 *
 * const usage = await readEvidence([{ name: "trail.json.gz", chunks: createReadStream("trail.json.gz") }]);
 * for (const { principal, action } of usage.rows) console.log(principalText(principal), action);
 */
export async function readEvidence(inputs: Iterable<EvidenceInput>, options: ReadEvidenceOptions = {}): Promise<Usage> {
  const collector = new UsageCollector(options);
  for (const input of inputs) await readInput(input, collector, options);
  return collector.finish();
}

const progressBytes = 1024 * 1024;

async function readInput(
  { name, chunks }: EvidenceInput,
  collector: UsageCollector,
  { progress }: ReadEvidenceOptions,
): Promise<void> {
  collector.coverage.addSource(name);
  const reader = new FileReader(name, collector);
  let bytes = 0;
  let told = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
      if (progress !== undefined && bytes - told >= progressBytes) {
        told = bytes;
        progress({ source: name, events: reader.events, bytes });
      }
    }
  };
  const source = counted();
  const { first, rest } = await beginningOf(source);
  if (first.length >= 2 && first[0] === 0x1f && first[1] === 0x8b) await readCompressed(first, rest, reader);
  else for await (const chunk of asUtf8(first, rest)) reader.units.push(chunk);
  reader.units.end();
  reader.finish();
}

/** UTF-16 with a byte order mark, as PowerShell writes what it redirects, becomes UTF-8. */
async function* asUtf8(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const mark = first.length < 2 ? 0 : (first[0] ?? 0) * 256 + (first[1] ?? 0);
  const encoding = mark === 0xfffe ? "utf-16le" : mark === 0xfeff ? "utf-16be" : undefined;
  if (encoding === undefined) {
    yield first;
    yield* rest;
    return;
  }
  const decoder = new TextDecoder(encoding);
  yield Buffer.from(decoder.decode(first, { stream: true }));
  for await (const chunk of rest) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

/** At least the first two bytes, by which compressed files are recognized. */
async function beginningOf(source: AsyncGenerator<Uint8Array>) {
  let first: Uint8Array = new Uint8Array(0);
  while (first.length < 2) {
    const next = await source.next();
    if (next.done === true) break;
    first = first.length === 0 ? next.value : Buffer.concat([first, next.value]);
  }
  return { first, rest: source };
}

async function readCompressed(first: Uint8Array, rest: AsyncIterable<Uint8Array>, reader: FileReader): Promise<void> {
  let failed: unknown;
  const compressed = async function* (): AsyncGenerator<Uint8Array> {
    yield first;
    try {
      yield* rest;
    } catch (error) {
      failed = error;
      throw error;
    }
  };
  try {
    const unzipped = Readable.from(compressed(), { objectMode: false }).pipe(createGunzip({ chunkSize: 256 * 1024 }));
    for await (const chunk of unzipped as AsyncIterable<Uint8Array>) reader.units.push(chunk);
  } catch (error) {
    if (failed !== undefined) throw error;
    reader.bad("the compressed data is damaged or ends early", undefined);
  }
}

/** ActionTrail writes the number of events into the name of a file. */
const deliveredName = /Actiontrail_[a-z0-9-]+_\d{14,17}_\d+_(\d+)_\d+_[0-9a-f]+\.gz$/i;

/** How many rows a log store returns for a query without LIMIT. */
const defaultRows = 100;

/** Reads the units of one file. */
class FileReader {
  public readonly units: JsonUnits;
  public events = 0;
  private rows = 0;
  private source: SourceKind = "ActionTrail";
  private readonly log = new TerraformLog();

  public constructor(
    private readonly name: string,
    private readonly collector: UsageCollector,
  ) {
    this.units = new JsonUnits({
      unit: (value, place) => {
        this.add(value, place, 0);
      },
      isInText: () => this.log.isInCall,
      text: (line, place) => this.addLine(this.log.line(line), place),
      bad: (why, place) => {
        this.bad(why, place);
      },
      list: (list) => {
        if (list === "events") this.source = "LookupEvents";
      },
      wrapper: (text) => {
        if (this.source === "LookupEvents") collector.coverage.addPage(text);
      },
    });
  }

  public bad(why: string, place: Place | undefined): void {
    this.collector.addBad("badLine", this.placeText(place), why);
  }

  public finish(): void {
    this.addLine(this.log.end(), this.units.lastLine);
    if (this.log.isOne && this.log.calls === 0) {
      this.collector.warn(
        `${this.name}: a log of Terraform without calls; to make the alicloud provider write them, set DEBUG=terraform in addition to TF_LOG=DEBUG.`,
      );
    }
    const [, count] = deliveredName.exec(this.name) ?? [];
    if (count !== undefined && Number(count) !== this.events) {
      this.collector.warn(`${this.name}: its name says ${count} events, and ${this.events} were read.`);
    }
    if (this.rows === defaultRows) {
      this.collector.warn(`${this.name}: exactly ${defaultRows} rows, the most that a query without LIMIT returns.`);
    }
  }

  private addLine(line: LogLine, place: Place): boolean {
    if (line.kind === "call") {
      this.events += 1;
      this.collector.add(line.event);
    }
    if (line.kind === "broken") this.bad(line.why, place);
    return line.kind !== "other";
  }

  private add(value: unknown, place: Place, depth: number): void {
    if (depth === 0 && isJsonObject(value) && value["@message"] !== undefined) {
      if (this.addLine(this.log.json(value), place)) return;
    }
    const shaped = shapeOf(value, this.source);
    if (shaped.kind === "event") {
      this.events += 1;
      if (shaped.event.source === "aggregated rows" && isJsonObject(value) && callsIn(value) === undefined) {
        this.collector.warn(`${this.name}: rows whose number of calls is not valid count as one call each.`);
      }
      if (shaped.event.source === "log store" || shaped.event.source === "aggregated rows") this.rows += 1;
      this.collector.add(shaped.event);
      return;
    }
    if (shaped.kind === "several" && depth < maxDepth) {
      const { around, units } = shaped;
      if (around["RequestId"] !== undefined || around["NextToken"] !== undefined) {
        this.source = "LookupEvents";
        this.collector.coverage.addPage(JSON.stringify({ ...around, Events: undefined }));
      }
      for (const one of units) this.add(one, place, depth + 1);
      return;
    }
    const why = shaped.kind === "unknown" ? shaped.why : "lists in lists";
    this.collector.addBad("notAnEvent", this.placeText(place), why);
  }

  private placeText(place: Place | undefined): string {
    if (place === undefined) return this.name;
    return "line" in place
      ? `${this.name} line ${place.line}`
      : `${this.name} element ${place.item} (byte ${place.byte})`;
  }
}

/** Maximum nesting depth of lists of records. */
const maxDepth = 4;
