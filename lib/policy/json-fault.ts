/** What a JSON text may have at a place. */
type Wanted = keyof typeof wantedWords;

const wantedWords = {
  value: "a value",
  firstItem: "a value or ]",
  firstKey: "a key in quotes or }",
  key: "a key in quotes",
  colon: "a colon",
  listEnd: "a comma or ]",
  objectEnd: "a comma or }",
  end: "the end of the text",
} as const;

/**
 * The first place at which a text is not JSON, and what belongs there, e.g. `line 2, column 5: expected a value`. It does
 * not recurse, so deep nesting cannot overflow the stack.
 *
 * @param text a text that `JSON.parse` refuses
 */
export function jsonFault(text: string): string {
  const { at, problem } = faultIn(text);
  return `${placeOf(text, at)}: ${problem}`;
}

/** Where a text that `JSON.parse` refuses ceases to be JSON. */
export function jsonFaultOffset(text: string): number {
  return faultIn(text).at;
}

function faultIn(text: string): { readonly at: number; readonly problem: string } {
  const open: ("{" | "[")[] = [];
  let wanted: Wanted = "value";
  let at = 0;
  for (;;) {
    at = afterSpace(text, at);
    const next: Step | undefined = stepAt(text, at, wanted, open);
    if (next === undefined) return { at, problem: `expected ${wantedWords[wanted]}` };
    if (next.problem !== undefined) return { at: next.to, problem: next.problem };
    [at, wanted] = [next.to, next.wanted];
  }
}

/** A token: where it ends, and what may follow. For an invalid string, the place and the problem. */
interface Step {
  readonly to: number;
  readonly wanted: Wanted;
  readonly problem?: string;
}

function stepAt(text: string, at: number, wanted: Wanted, open: ("{" | "[")[]): Step | undefined {
  const sign = text[at];
  const takesValue = wanted === "value" || wanted === "firstItem";
  if (takesValue && (sign === "{" || sign === "[")) {
    open.push(sign);
    return { to: at + 1, wanted: sign === "{" ? "firstKey" : "firstItem" };
  }
  const isClosed =
    sign === "]" ? wanted === "firstItem" || wanted === "listEnd" : wanted === "firstKey" || wanted === "objectEnd";
  if ((sign === "]" || sign === "}") && isClosed) {
    open.pop();
    return { to: at + 1, wanted: afterValue(open) };
  }
  if (sign === "," && wanted === "listEnd") return { to: at + 1, wanted: "value" };
  if (sign === "," && wanted === "objectEnd") return { to: at + 1, wanted: "key" };
  if (sign === ":" && wanted === "colon") return { to: at + 1, wanted: "value" };
  if (sign === '"' && (wanted === "key" || wanted === "firstKey")) return { ...afterQuoted(text, at), wanted: "colon" };
  if (sign === '"' && takesValue) return { ...afterQuoted(text, at), wanted: afterValue(open) };
  if (!takesValue) return undefined;
  plain.lastIndex = at;
  const [found] = plain.exec(text) ?? [];
  return found === undefined ? undefined : { to: at + found.length, wanted: afterValue(open) };
}

const plain = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

function afterValue(open: readonly string[]): Wanted {
  const last = open.at(-1);
  return last === undefined ? "end" : last === "[" ? "listEnd" : "objectEnd";
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (/[ \t\r\n]/.test(text[at] ?? "")) at++;
  return at;
}

function afterQuoted(text: string, start: number): Pick<Step, "to" | "problem"> {
  for (let at = start + 1; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (sign === '"') return { to: at + 1 };
    if (sign < " ") return { to: at, problem: "a text in quotes has a line end or a control character" };
    if (sign !== "\\") continue;
    if (!/^(?:["\\/bfnrt]|u[\da-fA-F]{4})/.test(text.slice(at + 1, at + 6))) {
      return { to: at, problem: "\\ is not the beginning of a JSON escape" };
    }
    at++;
  }
  return { to: start, problem: "a text in quotes does not end" };
}

/** Line and column, from 1. */
function placeOf(text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  const where = `line ${line}, column ${at - before.lastIndexOf("\n")}`;
  return at === text.length ? `the text ends at ${where}` : where;
}
