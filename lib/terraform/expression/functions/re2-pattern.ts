/** A pattern of RE2 as one of JavaScript that matches the same. */
export interface Pattern {
  readonly expression: RegExp;
  readonly groups: number;
  /** How many repetitions without an upper bound it has. */
  readonly repetitions: number;
}

/**
 * Translates a pattern. `undefined` for one that JavaScript may read otherwise or match slowly: in particular one that
 * repeats a group which itself repeats or has alternatives.
 */
export function readPattern(source: string, given: string): Pattern | undefined {
  const body = source.replace(/^\(\?i\)/, "");
  const ignoresCase = body !== source;
  // Beyond ASCII, the two may differ about which letters are the same but for their case.
  if (ignoresCase && !isAscii.test(source + given)) return undefined;
  const reader = new PatternReader(body);
  const translated = reader.whole();
  if (translated === undefined) return undefined;
  try {
    return {
      expression: new RegExp(translated, ignoresCase ? "giu" : "gu"),
      groups: reader.groups,
      repetitions: reader.repetitions,
    };
  } catch {
    return undefined;
  }
}

const classes: Readonly<Record<string, string>> = {
  d: "0-9",
  w: "0-9A-Za-z_",
  s: String.raw`\t\n\f\r `,
};

const namedClasses: ReadonlyMap<string, string> = new Map([
  ["alnum", "0-9A-Za-z"],
  ["alpha", "A-Za-z"],
  ["digit", "0-9"],
  ["lower", "a-z"],
  ["space", String.raw`\t\n\v\f\r `],
  ["upper", "A-Z"],
  ["word", "0-9A-Za-z_"],
  ["xdigit", "0-9A-Fa-f"],
]);

const isAscii = /^[\0-\x7f]*$/;

const controls = /^\\[nrtfv]/;

class PatternReader {
  public groups = 0;
  public repetitions = 0;
  private offset = 0;

  public constructor(private readonly source: string) {}

  public whole(): string | undefined {
    const { text } = this.alternatives(0) ?? {};
    return this.offset === this.source.length ? text : undefined;
  }

  private alternatives(depth: number): { readonly text: string; readonly isSimple: boolean } | undefined {
    if (depth > 20) return undefined;
    let text = "";
    let isSimple = true;
    for (;;) {
      const atom = this.take(/\|/y);
      if (atom !== undefined) {
        text += "|";
        isSimple = false;
        continue;
      }
      if (this.offset >= this.source.length || this.source.startsWith(")", this.offset)) return { text, isSimple };
      const piece = this.piece(depth);
      if (piece === undefined) return undefined;
      text += piece.text;
      isSimple &&= piece.isSimple;
    }
  }

  private piece(depth: number): { readonly text: string; readonly isSimple: boolean } | undefined {
    const anchor = this.take(/[$^]|\\[Ab]/y);
    if (anchor !== undefined) return { text: anchor === String.raw`\A` ? "^" : anchor, isSimple: true };
    const atom = this.atom(depth);
    if (atom === undefined) return undefined;
    const quantifier = this.take(/(?:[*+?]|\{\d{1,3}(?:,\d{0,3})?\})\??/y);
    if (quantifier === undefined) return this.take(/\{/y) === undefined ? atom : undefined;
    if (this.take(/[*+?{]/y) !== undefined) return undefined;
    const isOptional = quantifier.startsWith("?");
    if (!isOptional && !atom.isSimple) return undefined;
    if (!isOptional) this.repetitions += 1;
    return { text: atom.text + quantifier, isSimple: false };
  }

  private atom(depth: number): { readonly text: string; readonly isSimple: boolean } | undefined {
    const opening = this.take(/\((?:\?:|\?P<[A-Za-z_]\w*>|(?!\?))/y);
    if (opening !== undefined) {
      if (opening !== "(?:") this.groups += 1;
      const inner = this.alternatives(depth + 1);
      if (inner === undefined || this.take(/\)/y) === undefined) return undefined;
      return { text: `${opening.replace("?P<", "?<")}${inner.text})`, isSimple: inner.isSimple };
    }
    if (this.take(/\[/y) !== undefined) {
      const text = this.characterClass();
      return text === undefined ? undefined : { text, isSimple: true };
    }
    const text = this.take(/\./y) === undefined ? this.character() : String.raw`[^\n]`;
    return text === undefined ? undefined : { text, isSimple: true };
  }

  private character(): string | undefined {
    const kind = this.take(/\\[dwsDWS]/y)?.charAt(1);
    if (kind !== undefined) {
      const set = classes[kind.replace(/[DWS]/, (letter) => String.fromCharCode(letter.charCodeAt(0) + 32))] ?? "";
      return /[DWS]/.test(kind) ? `[^${set}]` : `[${set}]`;
    }
    const escaped = this.take(/\\[nrtfv]|\\[!-/:-@[-`{-~]/y);
    if (escaped !== undefined) return controls.test(escaped) ? escaped : literal(escaped.charAt(1));
    const plain = this.take(/[^\\[\](){}*+?|^$.]/uy) ?? this.take(/[\]}]/y);
    return plain === undefined ? undefined : literal(plain);
  }

  private characterClass(): string | undefined {
    const negated = this.take(/\^/y) ?? "";
    let text = "";
    for (let isFirst = true; ; isFirst = false) {
      if (!isFirst && this.take(/\]/y) !== undefined) return `[${negated}${text}]`;
      const kind = this.take(/\\[dws]|\[:[a-z]+:\]/y);
      if (kind !== undefined) {
        const set = classes[kind.charAt(1)] ?? namedClasses.get(kind.slice(2, -2));
        if (set === undefined) return undefined;
        text += set;
        if (/^-(?!\])/.test(this.source.slice(this.offset))) return undefined;
        continue;
      }
      const from = this.classCharacter();
      if (from === undefined) return undefined;
      const isRange = this.take(/-(?!\])/y) !== undefined;
      const to = isRange ? this.classCharacter() : undefined;
      if (isRange && to === undefined) return undefined;
      text += from + (to === undefined ? "" : `-${to}`);
    }
  }

  private classCharacter(): string | undefined {
    const escaped = this.take(/\\[nrtfv]|\\[!-/:-@[-`{-~]/y);
    if (escaped !== undefined) return controls.test(escaped) ? escaped : literal(escaped.charAt(1));
    const plain = this.take(/[^\\[\]]/uy);
    return plain === undefined ? undefined : literal(plain);
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.source)?.[0];
    this.offset += found?.length ?? 0;
    return found;
  }
}

/** A character that stands for itself, within a class or not. */
function literal(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return /[\p{L}\p{N} ]/u.test(character) ? character : `\\u{${code.toString(16)}}`;
}
