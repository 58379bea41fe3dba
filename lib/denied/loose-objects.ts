import { isJsonObject } from "../policy/json-value";

/** An object parsed from a text, with its keys as written. */
export type LooseObject = Readonly<Record<string, unknown>>;

/** Maximum number of characters to search. */
export const longestText = 1_000_000;

/**
 * The JSON objects in any text, e.g. SDK exceptions, Terraform errors with their frame, or log lines. Also reads Python
 * dictionaries and JSON in a string.
 */
export function objectsIn(text: string): readonly LooseObject[] {
  // Terraform draws a frame at the left of its errors.
  const plain = text.slice(0, longestText).replace(/^[ \t]*[│|╷╵] ?/gmu, "");
  const found = scan(plain);
  return found.length > 0 || !plain.includes('\\"') ? found : scan(plain.replace(/\\(["\\])/g, "$1"));
}

function scan(text: string): readonly LooseObject[] {
  const objects: LooseObject[] = [];
  for (let at = text.indexOf("{"); at >= 0;) {
    const read = readValue(text, at, 0);
    if (read !== undefined && isJsonObject(read.value)) objects.push(read.value);
    at = text.indexOf("{", read === undefined ? at + 1 : read.end);
  }
  return objects;
}

interface Read<Value> {
  readonly value: Value;
  /** Position after the value. */
  readonly end: number;
}

const deepest = 60;

const words: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  null: null,
  True: true,
  False: false,
  None: null,
  nil: null,
  undefined: null,
};

function readValue(text: string, from: number, depth: number): Read<unknown> | undefined {
  if (depth > deepest) return undefined;
  const at = skipSpace(text, from);
  const first = text[at];
  if (first === "{") return readMembers(text, at + 1, depth);
  if (first === "[") return readElements(text, at + 1, depth);
  if (first === '"' || first === "'") return readString(text, at);
  const word = /^(?:[A-Za-z]+|-?\d[\d.eE+-]*)/.exec(text.slice(at, at + 40))?.[0];
  if (word === undefined) return undefined;
  if (Object.hasOwn(words, word)) return { value: words[word], end: at + word.length };
  // A number stays a string, because long ids would lose digits.
  return /^[-\d]/.test(word) ? { value: word, end: at + word.length } : undefined;
}

function readMembers(text: string, from: number, depth: number): Read<LooseObject> | undefined {
  const entries: [string, unknown][] = [];
  let at = skipSpace(text, from);
  while (text[at] !== "}") {
    const key = readString(text, at);
    if (key === undefined) return undefined;
    at = skipSpace(text, key.end);
    if (text[at] !== ":") return undefined;
    const value = readValue(text, at + 1, depth + 1);
    if (value === undefined) return undefined;
    entries.push([key.value, value.value]);
    at = skipSpace(text, value.end);
    if (text[at] === ",") at = skipSpace(text, at + 1);
    else if (text[at] !== "}") return undefined;
  }
  return { value: Object.fromEntries(entries), end: at + 1 };
}

function readElements(text: string, from: number, depth: number): Read<readonly unknown[]> | undefined {
  const elements: unknown[] = [];
  let at = skipSpace(text, from);
  while (text[at] !== "]") {
    const value = readValue(text, at, depth + 1);
    if (value === undefined) return undefined;
    elements.push(value.value);
    at = skipSpace(text, value.end);
    if (text[at] === ",") at = skipSpace(text, at + 1);
    else if (text[at] !== "]") return undefined;
  }
  return { value: elements, end: at + 1 };
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

function readString(text: string, at: number): Read<string> | undefined {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return undefined;
  let value = "";
  for (let next = at + 1; next < text.length; next += 1) {
    const character = text[next] ?? "";
    if (character === quote) return { value, end: next + 1 };
    if (character !== "\\") {
      value += character;
      continue;
    }
    const code = /^(?:u([\da-fA-F]{4})|x([\da-fA-F]{2}))/.exec(text.slice(next + 1, next + 6));
    if (code === null) {
      next += 1;
      value += escapes[text[next] ?? ""] ?? text[next] ?? "";
    } else {
      value += String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? "", 16));
      next += code[0].length;
    }
  }
  return undefined;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? "")) at += 1;
  return at;
}
