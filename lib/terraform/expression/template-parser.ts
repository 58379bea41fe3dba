import type { Cursor } from "./cursor";
import { type Heredoc, unindented } from "./heredoc";
import type { Node, TemplatePartNode } from "./syntax";

/** How a template ends and which escapes it has. */
export type TemplateForm =
  { readonly kind: "quoted" } | { readonly kind: "file" } | ({ readonly kind: "heredoc" } & Heredoc);

/** What a template contains, before directives are put together. */
export type TemplateToken = ContentToken | ClosingToken;

type ContentToken =
  | { readonly kind: "text"; readonly text: string; readonly start: number; readonly end: number }
  | (Sequence & { readonly kind: "interpolation"; readonly node: Node; readonly trims: boolean })
  | (Sequence & { readonly kind: "if"; readonly condition: Node })
  | (Sequence & {
      readonly kind: "for";
      readonly key: string | undefined;
      readonly item: string;
      readonly collection: Node;
    });

interface ClosingToken extends Sequence {
  readonly kind: "else" | "endif" | "endfor";
}

interface Sequence {
  readonly start: number;
  readonly end: number;
}

/** What the parser of expressions reads within a template. */
export interface SequenceReader {
  expression(): Node;
  forHead(): { readonly key: string | undefined; readonly item: string; readonly collection: Node };
}

/** Reads the parts of a template, up to its end, which it consumes. */
export function readTemplate(cursor: Cursor, form: TemplateForm, reader: SequenceReader): readonly TemplatePartNode[] {
  const tokens = readTokens(cursor, form, reader);
  const trimmed = form.kind === "heredoc" && form.indented ? unindented(tokens) : tokens;
  const parts = new PartReader(cursor, trimmed);
  return parts.all();
}

function readTokens(cursor: Cursor, form: TemplateForm, reader: SequenceReader): TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let trimNext = false;
  let atLineStart = true;
  for (;;) {
    if (form.kind === "heredoc" && atLineStart && cursor.match(form.closing) !== undefined) return tokens;
    if (cursor.atEnd) {
      if (form.kind === "file") return tokens;
      cursor.fail(form.kind === "quoted" ? "a quoted template has no closing quote" : "a heredoc has no closing line");
    }
    if (form.kind === "quoted" && cursor.take('"')) return tokens;
    const start = cursor.offset;
    const opening = cursor.takeText(/[$%]\{~?/y);
    if (opening === undefined) {
      const text = readText(cursor, form);
      atLineStart = text.endsWith("\n");
      const kept = trimNext ? text.replace(/^[\s\u0085]+/, "") : text;
      trimNext = false;
      tokens.push({ kind: "text", text: kept, start, end: cursor.offset });
      continue;
    }
    atLineStart = false;
    if (opening.endsWith("~")) trimLast(tokens);
    const sequence = cursor.nested(() => readSequence(cursor, opening, reader));
    cursor.skipSpace(true);
    trimNext = cursor.take("~");
    cursor.expect("}", `after ${opening.charAt(0)}{`);
    const trims = trimNext || opening.endsWith("~");
    tokens.push({ ...sequence, ...(sequence.kind === "interpolation" ? { trims } : {}), start, end: cursor.offset });
  }
}

function trimLast(tokens: TemplateToken[]): void {
  const last = tokens.at(-1);
  if (last?.kind === "text") tokens[tokens.length - 1] = { ...last, text: last.text.replace(/[\s\u0085]+$/, "") };
}

type SequenceContent = TemplateToken extends infer T
  ? T extends { kind: "text" }
    ? never
    : T extends Sequence
      ? Omit<T, "start" | "end">
      : never
  : never;

function readSequence(cursor: Cursor, opening: string, reader: SequenceReader): SequenceContent {
  if (opening.startsWith("$")) return { kind: "interpolation", node: reader.expression(), trims: false };
  cursor.skipSpace(true);
  const start = cursor.offset;
  const word = cursor.takeText(/[a-z]+/y);
  if (word === "if") return { kind: "if", condition: reader.expression() };
  if (word === "for") return { kind: "for", ...reader.forHead() };
  if (word === "else" || word === "endif" || word === "endfor") return { kind: word };
  return cursor.fail("expected if, else, endif, for or endfor after %{", start);
}

/** The literal text up to a sequence, the end or the end of the line: Terraform trims the rest of a line at most. */
function readText(cursor: Cursor, { kind }: TemplateForm): string {
  let text = "";
  const pattern = kind === "quoted" ? plainInQuotes : plain;
  for (;;) {
    if (cursor.take("$${")) text += "${";
    else if (cursor.take("%%{")) text += "%{";
    else if (kind === "quoted" && cursor.startsWith("\\")) text += readEscape(cursor);
    else if (kind === "quoted" && cursor.match(/\r?\n/y) !== undefined) {
      cursor.fail("a quoted template cannot extend over lines; write \\n or a heredoc");
    } else if (cursor.startsWith("${") || cursor.startsWith("%{")) return text;
    else {
      const more = cursor.takeText(pattern) ?? cursor.takeText(/[$%]/y);
      if (more === undefined) return text;
      text += more;
      if (more.endsWith("\n")) return text;
    }
  }
}

const plainInQuotes = /[^"\\$%\r\n]+|\r(?!\n)/y;
const plain = /[^$%\n]*\n|[^$%\n]+/y;

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

function readEscape(cursor: Cursor): string {
  const start = cursor.offset;
  const code = cursor.match(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y);
  if (code !== undefined) {
    const point = Number.parseInt(code[1] ?? code[2] ?? "", 16);
    return point > 0x10ffff ? cursor.fail("no character has this code", start) : String.fromCodePoint(point);
  }
  const simple = cursor.match(/\\([nrt"\\])/y);
  return escapes[simple?.[1] ?? ""] ?? cursor.fail("not an escape; write \\\\ for a backslash", start);
}

function isClosing(token: TemplateToken): token is ClosingToken {
  return token.kind === "else" || token.kind === "endif" || token.kind === "endfor";
}

/** Puts directives together. */
class PartReader {
  private next = 0;

  public constructor(
    private readonly cursor: Cursor,
    private readonly tokens: readonly TemplateToken[],
  ) {}

  public all(): readonly TemplatePartNode[] {
    const { parts, closing } = this.until([]);
    if (closing !== undefined) this.cursor.fail(`%{ ${closing.kind} } has no beginning`, closing.start);
    return parts;
  }

  private until(closings: readonly string[]): { parts: readonly TemplatePartNode[]; closing?: ClosingToken } {
    return this.cursor.nested(() => {
      const parts: TemplatePartNode[] = [];
      for (;;) {
        const token = this.tokens[this.next];
        if (token === undefined) return { parts };
        this.next += 1;
        if (isClosing(token)) {
          if (!closings.includes(token.kind) && closings.length > 0) {
            this.cursor.fail(`expected ${closings.join(" or ")}`, token.start);
          }
          return { parts, closing: token };
        }
        parts.push(this.part(token, parts));
      }
    });
  }

  private part(token: ContentToken, parts: TemplatePartNode[]): TemplatePartNode {
    if (token.kind === "if") {
      const then = this.closed(["else", "endif"], token);
      const otherwise = then.closing.kind === "else" ? this.closed(["endif"], token) : undefined;
      const end = (otherwise ?? then).closing.end;
      return { ...token, then: then.parts, otherwise: otherwise?.parts ?? [], end };
    }
    if (token.kind === "for") {
      const { parts: body, closing } = this.closed(["endfor"], token);
      return { ...token, body, end: closing.end };
    }
    const last = parts.at(-1);
    if (token.kind !== "text" || last?.kind !== "text") return token;
    parts.pop();
    return { ...last, text: last.text + token.text, end: token.end };
  }

  private closed(
    closings: readonly string[],
    opening: ContentToken,
  ): { parts: readonly TemplatePartNode[]; closing: ClosingToken } {
    const { parts, closing } = this.until(closings);
    return closing === undefined
      ? this.cursor.fail(`%{ ${opening.kind} } has no ${closings.join(" or ")}`, opening.start)
      : { parts, closing };
  }
}
