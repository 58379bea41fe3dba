import { foldCase } from "../policy/letter-case";

/** Where a unit is in its file: the line, for JSON lines; otherwise the number of the element and its first byte. */
export type Place =
  | { readonly line: number }
  | {
      /** Starts at 1. */
      readonly item: number;
      /** Starts at 0. */
      readonly byte: number;
    };

/** Receives what the reader finds in a file. */
export interface UnitListener {
  readonly unit: (value: unknown, place: Place) => void;
  /** Whether the next line continues a text, even if it is JSON. */
  readonly isInText: () => boolean;
  /** A line that is not JSON. Returns whether it belongs to a log that is read by lines. */
  readonly text: (line: string, place: Place) => boolean;
  /** Text that is not JSON. */
  readonly bad: (why: string, place: Place) => void;
  /** A list of records in an object begins. `name` is that of the list, in lower case. */
  readonly list: (name: string) => void;
  /** The members of an object around a list of records, e.g. of a page of LookupEvents, without the list. */
  readonly wrapper: (text: string) => void;
}

/** The longest unit that is read, in bytes. A record of ActionTrail has some thousand. */
export const maxUnitBytes = 16 * 1024 * 1024;

/** How much of the text around a list is kept, in bytes. */
const maxWrapperBytes = 16 * 1024;

/** Members that hold the list of records. */
const listNames = new Set(["events", "records", "logs", "data", "value"]);

const byte = {
  tab: 9,
  lineFeed: 10,
  carriageReturn: 13,
  space: 32,
  quote: 34,
  comma: 44,
  openList: 91,
  backslash: 92,
  closeList: 93,
  openObject: 123,
  closeObject: 125,
} as const;

/** How the text is divided: not known yet, by lines, or by its brackets. */
type Mode = "start" | "lines" | "structure";

/** What encloses the next value: nothing, a list, or an object whose list of records has been read. */
type Enclosing = "nothing" | "list" | { readonly head: string };

/**
 * Splits a stream of JSON into its units, in constant memory: lines, the elements of a list, or the elements of a list in
 * an object. A unit that is not JSON is reported, and reading continues after it.
 */
export class JsonUnits {
  private mode: Mode = "start";
  private pending: Buffer = Buffer.alloc(0);
  /** Offset in the file of the first pending byte. */
  private offset = 0;
  private line = 0;
  private item = 0;
  private isSkippingLine = false;
  private readonly enclosing: Enclosing[] = ["nothing"];
  private scan = new UnitScan();
  /** Whether everything up to the next line that begins with an object is skipped. */
  private isLost = false;

  public constructor(private readonly listener: UnitListener) {}

  public push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.pending.length === 0) this.pending = bytes;
    else this.append(bytes);
    this.read(false);
  }

  /** Has spare room, so that a unit of many chunks is not copied for each chunk. */
  private store: Buffer = Buffer.alloc(0);
  /** Where the pending bytes end in the store. */
  private storeEnd = 0;

  private append(bytes: Buffer): void {
    const { pending } = this;
    const start = this.storeEnd - pending.length;
    const isStored = pending.buffer === this.store.buffer && pending.byteOffset === this.store.byteOffset + start;
    if (!isStored || this.storeEnd + bytes.length > this.store.length) {
      this.store = Buffer.allocUnsafeSlow(2 * (pending.length + bytes.length));
      pending.copy(this.store);
      this.storeEnd = pending.length;
    }
    bytes.copy(this.store, this.storeEnd);
    const first = this.storeEnd - pending.length;
    this.storeEnd += bytes.length;
    this.pending = this.store.subarray(first, this.storeEnd);
  }

  public end(): void {
    this.read(true);
  }

  /** The place of the last line. */
  public get lastLine(): Place {
    return { line: this.line };
  }

  private read(isEnd: boolean): void {
    if (this.mode === "start") this.chooseMode(isEnd);
    if (this.mode === "lines") this.readLines(isEnd);
    else if (this.mode === "structure") this.readStructure(isEnd);
  }

  /** Lines, unless the text begins with a list, or with an object over several lines. */
  private chooseMode(isEnd: boolean): void {
    if (this.pending.length >= 3 && this.pending.readUIntBE(0, 3) === 0xefbbbf) this.consume(3); // byte order mark
    const start = firstVisible(this.pending, 0);
    if (start === this.pending.length) {
      this.line += lineFeedsIn(this.pending);
      this.consume(start);
      return;
    }
    const first = this.pending[start];
    if (first === byte.openList) {
      this.mode = "structure";
      return;
    }
    if (first !== byte.openObject) {
      this.mode = "lines";
      return;
    }
    const end = this.pending.indexOf(byte.lineFeed, start);
    if (end < 0) {
      if (isEnd) this.mode = "lines";
      else if (this.pending.length > maxWrapperBytes * 8) this.mode = "structure";
      return;
    }
    if (parsed(this.pending.toString("utf8", start, end)) !== undefined) {
      this.mode = "lines";
      return;
    }
    const next = firstVisible(this.pending, end);
    if (next === this.pending.length && !isEnd) return;
    this.mode = this.pending[next] === byte.openObject ? "lines" : "structure";
  }

  private consume(length: number): void {
    this.pending = this.pending.subarray(length);
    this.offset += length;
  }

  private readLines(isEnd: boolean): void {
    let start = 0;
    for (;;) {
      const end = this.pending.indexOf(byte.lineFeed, start);
      if (end < 0) break;
      this.readLine(this.pending, start, end);
      start = end + 1;
    }
    this.consume(start);
    if (isEnd && this.pending.length > 0) {
      this.readLine(this.pending, 0, this.pending.length);
      this.consume(this.pending.length);
    } else if (this.isSkippingLine) this.consume(this.pending.length);
    else if (this.pending.length > maxUnitBytes) {
      this.listener.bad(tooLong, { line: this.line + 1 });
      this.isSkippingLine = true;
      this.consume(this.pending.length);
    }
  }

  private readLine(bytes: Buffer, start: number, end: number): void {
    this.line += 1;
    if (this.isSkippingLine) {
      this.isSkippingLine = false;
      return;
    }
    if (end - start > maxUnitBytes) {
      this.listener.bad(tooLong, { line: this.line });
      return;
    }
    const whole = bytes.toString("utf8", start, end);
    const text = whole.charCodeAt(0) === byteOrderMark ? whole.slice(1) : whole; // of a file that was joined to others
    if (text.trimStart() === "") return;
    const value = this.listener.isInText() ? undefined : parsed(text);
    if (value === undefined) {
      if (!this.listener.text(text, { line: this.line })) this.listener.bad(whyNot(text), { line: this.line });
    } else this.listener.unit(value.value, { line: this.line });
  }

  private readStructure(isEnd: boolean): void {
    let at = 0;
    while (at < this.pending.length) {
      if (this.scan.isOpen) {
        const end = this.scan.advance(this.pending);
        if (end === undefined) break;
        at = this.finishUnit(end);
        continue;
      }
      const next = this.readBetween(at);
      if (next === undefined) {
        at = this.isLost ? startOfBlankLine(this.pending) : this.pending.length;
        if (this.pending.length - at > maxWrapperBytes) {
          // A line feed means the same as a line feed and blanks.
          this.offset += this.pending.length - 1;
          this.pending = Buffer.from("\n");
          return;
        }
        break;
      }
      at = next;
    }
    if (this.scan.isOpen) {
      this.keepOpenUnit(isEnd);
      return;
    }
    this.consume(at);
  }

  /** Reads the text between units. Returns where to continue, or `undefined` at the end. */
  private readBetween(start: number): number | undefined {
    const { pending } = this;
    let at = start;
    if (this.isLost) {
      at = nextObjectLine(pending, at);
      if (at === pending.length) return undefined;
      this.isLost = false;
    }
    for (; at < pending.length; at += 1) {
      const code = pending[at] ?? 0;
      if (isBlank(code) || code === byte.comma) continue;
      if (code === byte.openObject) {
        this.item += 1;
        this.scan.open(at, this.enclosing.length <= maxNesting);
        return at;
      }
      if (code === byte.openList && this.enclosing.length <= maxNesting) {
        this.enclosing.push("list");
        continue;
      }
      if (code === byte.closeList && this.enclosing.at(-1) === "list") {
        this.enclosing.pop();
        const around = this.enclosing.at(-1);
        if (typeof around === "object") {
          this.scan.openRest(at + 1);
          return at + 1;
        }
        continue;
      }
      this.item += 1;
      this.listener.bad("this is not where a record begins", { item: this.item, byte: this.offset + at });
      this.isLost = true;
      return at + 1;
    }
    return undefined;
  }

  private finishUnit({ kind, at }: ScanEnd): number {
    const { pending, scan } = this;
    const start = scan.start;
    const place: Place = { item: this.item, byte: this.offset + start };
    scan.isOpen = false;
    if (kind === "list") {
      this.item -= 1; // the object that was opened is not a record
      this.listener.list(scan.keyIn(pending));
      this.enclosing.push({ head: pending.toString("utf8", start, Math.min(at, start + maxWrapperBytes)) }, "list");
      return at + 1;
    }
    if (kind === "rest") {
      const around = this.enclosing.pop();
      const tail = pending.toString("utf8", start, Math.min(at, start + maxWrapperBytes));
      if (typeof around === "object") this.listener.wrapper(`${around.head}${tail}`);
      return at + 1;
    }
    if (kind === "broken") {
      this.recover(pending.toString("utf8", start, at), place, "a line ends inside a text");
      this.isLost = true;
      return at;
    }
    const text = pending.toString("utf8", start, at + 1);
    const value = parsed(text);
    if (value === undefined) this.recover(text, place, whyNot(text));
    else this.listener.unit(value.value, place);
    return at + 1;
  }

  /** Drops what was read before the open unit, and the unit itself if it is too long. */
  private keepOpenUnit(isEnd: boolean): void {
    const place: Place = { item: this.item, byte: this.offset + this.scan.start };
    if (this.scan.isRest && this.pending.length - this.scan.start > maxWrapperBytes && !isEnd) {
      // The rest of an object around a list: only its beginning matters.
      const kept = Buffer.from(this.pending.subarray(this.scan.start, this.scan.start + maxWrapperBytes));
      this.offset += this.pending.length - kept.length;
      this.scan.move(this.pending.length - kept.length);
      this.scan.start = 0;
      this.pending = kept;
      this.scan.position = kept.length;
      return;
    }
    if (isEnd) {
      const text = this.pending.toString("utf8", this.scan.start);
      if (!this.scan.isRest) this.recover(text, place, "the file ends inside this record");
      this.scan.isOpen = false;
      this.consume(this.pending.length);
      return;
    }
    if (this.pending.length - this.scan.start > maxUnitBytes) {
      this.listener.bad(tooLong, place);
      this.scan.isOpen = false;
      this.isLost = true;
      this.consume(this.pending.length);
      return;
    }
    const { start } = this.scan;
    this.scan.move(start);
    this.consume(start);
  }

  /** It is not known where a broken record ends, so the records after it may seem to be in one of its texts. */
  private recover(text: string, place: Place, why: string): void {
    const parts = text.split(/(?<=\})\s*,\s*(?=\{)/);
    let isReported = false;
    for (const part of parts) {
      const value = parts.length === 1 ? undefined : (parsed(part) ?? parsed(part.replace(/\s*\][\s\]}]*$/, "")));
      if (value !== undefined && looksWhole(value.value)) {
        this.listener.unit(value.value, place);
        isReported = false;
      } else if (!isReported) {
        this.listener.bad(why, place);
        isReported = true;
      }
    }
  }
}

const tooLong = `longer than ${maxUnitBytes / 1024 / 1024} MiB`;

/** Maximum nesting depth of lists. */
const maxNesting = 8;

interface ScanEnd {
  /** `list`: a list of records begins. `rest`: the object around a list ends. `broken`: the text is not valid here. */
  readonly kind: "object" | "list" | "rest" | "broken";
  /** The last byte that belongs to it. */
  readonly at: number;
}

/** Finds the end of one object. */
class UnitScan {
  public isOpen = false;
  public isRest = false;
  public start = 0;
  public position = 0;
  private depth = 0;
  private isInText = false;
  private isEscaped = false;
  private mayHaveList = false;
  private keyStart = 0;
  private keyEnd = 0;

  public open(start: number, mayHaveList: boolean): void {
    this.isOpen = true;
    this.isRest = false;
    this.start = start;
    this.position = start;
    this.depth = 0;
    this.isInText = false;
    this.isEscaped = false;
    this.mayHaveList = mayHaveList;
  }

  /** Continues after the list of an object. */
  public openRest(start: number): void {
    this.open(start, true);
    this.isRest = true;
    this.depth = 1;
  }

  /** The first `length` pending bytes were dropped. */
  public move(length: number): void {
    this.start -= length;
    this.position -= length;
    this.keyStart -= length;
    this.keyEnd -= length;
  }

  public advance(bytes: Buffer): ScanEnd | undefined {
    const { length } = bytes;
    let { position, depth } = this;
    while (position < length) {
      if (this.isInText) {
        position = this.endOfText(bytes, position);
        if (position === length) break;
        if (bytes[position] === byte.lineFeed) return { kind: "broken", at: position };
        this.isInText = false;
        if (depth === 1) this.keyEnd = position;
        position += 1;
        if (position === length) break;
      }
      // Outside of texts, nearly all bytes belong to numbers, colons and commas.
      let code = bytes[position] ?? 0;
      while (code !== byte.quote && (code | 0x20) !== byte.openObject && (code | 0x20) !== byte.closeObject) {
        position += 1;
        if (position >= length) break;
        code = bytes[position] ?? 0;
      }
      if (position >= length) break;
      if (code === byte.quote) {
        this.isInText = true;
        if (depth === 1) this.keyStart = position + 1;
      } else if (code === byte.openObject) depth += 1;
      else if (code === byte.openList) {
        if (depth === 1 && this.mayHaveList && this.isListName(bytes)) return { kind: "list", at: position };
        depth += 1;
      } else if (code === byte.closeObject || code === byte.closeList) {
        depth -= 1;
        if (depth === 0) return { kind: this.isRest ? "rest" : "object", at: position };
      }
      position += 1;
    }
    this.position = position;
    this.depth = depth;
    return undefined;
  }

  /**
   * The quote that ends a text, or a line feed, which no text can contain; the length if the text continues after the
   * pending bytes.
   */
  private endOfText(bytes: Buffer, start: number): number {
    const { length } = bytes;
    let position = start;
    if (this.isEscaped && position < length) {
      this.isEscaped = false;
      position += 1;
    }
    while (position < length) {
      const code = bytes[position] ?? 0;
      if (code === byte.quote || code === byte.lineFeed) return position;
      if (code === byte.backslash) {
        position += 1;
        if (position === length) this.isEscaped = true;
      }
      position += 1;
    }
    return length;
  }

  private isListName(bytes: Buffer): boolean {
    const length = this.keyEnd - this.keyStart;
    return !this.isRest && length >= 4 && length <= 7 && listNames.has(this.keyIn(bytes));
  }

  /** The last key, in lower case. */
  public keyIn(bytes: Buffer): string {
    return foldCase(bytes.toString("latin1", this.keyStart, this.keyEnd));
  }
}

function isBlank(code: number): boolean {
  return code === byte.space || code === byte.lineFeed || code === byte.carriageReturn || code === byte.tab;
}

function firstVisible(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && isBlank(bytes[at] ?? 0)) at += 1;
  return at;
}

function lineFeedsIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(byte.lineFeed); at >= 0; at = bytes.indexOf(byte.lineFeed, at + 1)) count += 1;
  return count;
}

const byteOrderMark = 0xfeff;

/** The first byte of the next line that begins with an object; the length if there is none. */
function nextObjectLine(bytes: Buffer, start: number): number {
  for (let line = start; ;) {
    const end = bytes.indexOf(byte.lineFeed, line);
    if (end < 0) return bytes.length;
    const at = firstVisible(bytes, end);
    if (at === bytes.length || bytes[at] === byte.openObject) return at;
    line = at;
  }
}

/** Where a last line with only blanks begins, because its first character is not known yet; otherwise the length. */
function startOfBlankLine(bytes: Buffer): number {
  const last = bytes.lastIndexOf(byte.lineFeed);
  return last >= 0 && firstVisible(bytes, last) === bytes.length ? last : bytes.length;
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Why a text is not JSON, without the text itself. */
function whyNot(text: string): string {
  const first = text.trimStart()[0];
  if (first !== "{" && first !== "[") return "not JSON";
  return "not valid JSON";
}

function looksWhole(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length >= 5;
}
