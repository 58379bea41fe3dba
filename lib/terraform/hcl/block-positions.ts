import { isJsonObject } from "../../policy/json-value";

/** Line and column of a file, from 1. The column counts UTF-16 units. */
export interface FilePosition {
  readonly line: number;
  readonly column: number;
}

/** A body of HCL: where its arguments and blocks are. */
export interface BodyPositions {
  readonly arguments: ReadonlyMap<string, FilePosition>;
  readonly blocks: readonly BlockPositions[];
}

export interface BlockPositions extends FilePosition, BodyPositions {
  readonly type: string;
  readonly labels: readonly string[];
}

/**
 * Finds the blocks and arguments of a file, for messages only. `undefined` if what it finds differs from the structure that
 * the parser read: no position is better than a wrong one.
 */
export function positionsIn(text: string, parsed: Readonly<Record<string, unknown>>): BodyPositions | undefined {
  const found = new Scanner(text).file();
  return found !== undefined && isSameBody(found, parsed) ? found : undefined;
}

/** Reads only as much of HCL as it takes to find where arguments and blocks begin and end. */
class Scanner {
  private at = 0;
  private readonly lineStarts: readonly number[];

  public constructor(private readonly text: string) {
    const starts = [0];
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
    this.lineStarts = starts;
  }

  public file(): BodyPositions | undefined {
    const body = this.body(0);
    return this.at >= this.text.length ? body : undefined;
  }

  /** Until a closing brace or the end of the file. */
  private body(depth: number): BodyPositions | undefined {
    const found: { arguments: Map<string, FilePosition>; blocks: BlockPositions[] } = {
      arguments: new Map(),
      blocks: [],
    };
    if (depth > deepest) return undefined;
    for (;;) {
      this.skip(spaceOverLines);
      if (this.at >= this.text.length || this.text[this.at] === "}") return found;
      const start = this.at;
      const name = this.take(identifier);
      if (name === undefined) return undefined;
      this.skip(spaceInLine);
      if (this.text[this.at] === "=") {
        found.arguments.set(name, this.position(start));
        this.at += 1;
        if (!this.expression()) return undefined;
        continue;
      }
      const block = this.block(name, start, depth);
      if (block === undefined) return undefined;
      found.blocks.push(block);
    }
  }

  private block(type: string, start: number, depth: number): BlockPositions | undefined {
    const labels: string[] = [];
    while (this.text[this.at] !== "{") {
      const quoted = this.take(label);
      const word = quoted ?? this.take(identifier);
      if (word === undefined) return undefined;
      labels.push(quoted === undefined ? word : unquoted(quoted));
      this.skip(spaceInLine);
    }
    this.at += 1;
    const body = this.body(depth + 1);
    if (body === undefined || this.text[this.at] !== "}") return undefined;
    this.at += 1;
    return { type, labels, ...this.position(start), ...body };
  }

  /** Skips an expression: to the end of the line, or to a closing brace, outside of all brackets. */
  private expression(): boolean {
    let depth = 0;
    while (this.at < this.text.length) {
      const character = this.text.charAt(this.at);
      if (character === "\n" && depth === 0) return true;
      if (character === "}" && depth === 0) return true;
      if ("([{".includes(character)) depth += 1;
      if (")]}".includes(character)) depth -= 1;
      if (depth < 0) return false;
      if (character === '"') {
        if (!this.quoted()) return false;
      } else if (this.take(heredocHead) !== undefined) {
        if (!this.heredoc()) return false;
      } else if (!this.skip(comment)) this.at += 1;
    }
    return depth === 0;
  }

  private quoted(): boolean {
    this.at += 1;
    while (this.at < this.text.length) {
      const character = this.text.charAt(this.at);
      if (character === '"') {
        this.at += 1;
        return true;
      }
      if (character === "\\") this.at += 2;
      else if (!this.sequence()) this.at += 1;
    }
    return false;
  }

  /** Skips `$${`, or `${` with what is in it. */
  private sequence(): boolean {
    if (this.skip(escapedSequence)) return true;
    if (!this.skip(sequenceStart)) return false;
    let depth = 1;
    while (this.at < this.text.length && depth > 0) {
      const character = this.text.charAt(this.at);
      if (character === '"') {
        if (!this.quoted()) return true;
        continue;
      }
      if (character === "{") depth += 1;
      if (character === "}") depth -= 1;
      if (!this.skip(comment)) this.at += 1;
    }
    return true;
  }

  /** The head has been read, with the name after its white space. */
  private heredoc(): boolean {
    const name = this.lastMatch.replace(/^<<-?/, "").trim();
    const closing = new RegExp(`^[ \\t]*${name.replace(/[^\w]/g, "\\$&")}[ \\t]*\\r?$`);
    while (this.at < this.text.length) {
      const found = this.text.indexOf("\n", this.at);
      const end = found === -1 ? this.text.length : found;
      const isLast = closing.test(this.text.slice(this.at, end));
      this.at = isLast ? end : end + 1;
      if (isLast) return true;
    }
    return false;
  }

  private lastMatch = "";

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return undefined;
    this.lastMatch = found;
    this.at += found.length;
    return found;
  }

  private skip(pattern: RegExp): boolean {
    return this.take(pattern) !== undefined;
  }

  private position(offset: number): FilePosition {
    let [low, high] = [0, this.lineStarts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.lineStarts[low] ?? 0) + 1 };
  }
}

const deepest = 100;
const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const label = /"(?:[^"\\\n]|\\.)*"/y;
const comment = /(?:#|\/\/)[^\n]*|\/\*[^]*?\*\//y;
const spaceInLine = /(?:[ \t]|\/\*[^]*?\*\/)*/y;
const spaceOverLines = /(?:\s|(?:#|\/\/)[^\n]*|\/\*[^]*?\*\/)*/y;
const heredocHead = /<<-?[\p{ID_Start}_][\p{ID_Continue}-]*[ \t]*\r?\n/uy;
const escapedSequence = /[$%]{2}\{/y;
const sequenceStart = /[$%]\{/y;

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}

/** Whether a body has the arguments and blocks of the parser's output, each the same number of times. */
function isSameBody(body: BodyPositions, json: Readonly<Record<string, unknown>>): boolean {
  const byType = new Map<string, BlockPositions[]>();
  for (const block of body.blocks) byType.set(block.type, [...(byType.get(block.type) ?? []), block]);
  const names = [...body.arguments.keys(), ...byType.keys()];
  if (new Set(names).size < names.length || names.length !== Object.keys(json).length) return false;
  return (
    names.every((name) => Object.hasOwn(json, name)) &&
    [...byType].every(([type, blocks]) => areSameBlocks(blocks, json[type], 0))
  );
}

function areSameBlocks(blocks: readonly BlockPositions[], json: unknown, level: number): boolean {
  if (blocks.every(({ labels }) => labels.length === level)) {
    return (
      Array.isArray(json) &&
      json.length === blocks.length &&
      blocks.every((block, index) => {
        const body: unknown = json[index];
        return isJsonObject(body) && isSameBody(block, body);
      })
    );
  }
  if (!isJsonObject(json)) return false;
  const byLabel = new Map<string, BlockPositions[]>();
  for (const block of blocks) {
    const name = block.labels[level];
    if (name === undefined) return false;
    byLabel.set(name, [...(byLabel.get(name) ?? []), block]);
  }
  return (
    byLabel.size === Object.keys(json).length &&
    [...byLabel].every(([name, some]) => Object.hasOwn(json, name) && areSameBlocks(some, json[name], level + 1))
  );
}
