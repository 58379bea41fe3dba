/** A `${...}` or `%{...}` in a text: its start, and its end (exclusive). */
export interface Sequence {
  readonly start: number;
  readonly end: number;
}

/** A construct that the scanner is inside of, and where it starts. */
interface Frame {
  readonly kind: "sequence" | "braces" | "string";
  readonly start: number;
}

/**
 * The outermost `${...}` of a plain text, or the outermost `${...}` and `%{...}` of a Terraform template, in order.
 *
 * Expressions may contain braces, and quoted strings with further sequences: `${lower({a = "}${b}"}.a)}` is one
 * sequence. In a template, and in quoted strings everywhere, `$${` and `%%{` are escapes for `${` and `%{`. An unclosed
 * sequence is literal in a plain text; in a template, it extends to the end, and Terraform refuses it.
 */
export function sequencesIn(text: string, language: "plain" | "template"): readonly Sequence[] {
  if (!/[$%]\{/.test(text)) return [];
  const isTemplate = language === "template";
  const open: Frame[] = [];
  const closed: Sequence[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const inside = open.at(-1);
    const isQuoted = inside?.kind === "string";
    const character = text[at];
    if (isQuoted && character === "\\") {
      at += 1;
    } else if ((isQuoted || (isTemplate && inside === undefined)) && isEscape(text, at)) {
      at += 2;
    } else if (text[at + 1] === "{" && (character === "$" || (character === "%" && (isTemplate || isQuoted)))) {
      open.push({ kind: "sequence", start: at });
      at += 1;
    } else if (isQuoted) {
      if (character === '"') open.pop();
    } else if (inside !== undefined) {
      if (character === '"') open.push({ kind: "string", start: at });
      else if (character === "{") open.push({ kind: "braces", start: at });
      else if (character === "}") {
        open.pop();
        if (inside.kind === "sequence") closed.push({ start: inside.start, end: at + 1 });
      }
    }
  }
  const [unclosed] = open;
  return outermost(
    isTemplate && unclosed !== undefined ? [...closed, { start: unclosed.start, end: text.length }] : closed,
  );
}

function isEscape(text: string, at: number): boolean {
  return text.startsWith("$${", at) || text.startsWith("%%{", at);
}

function outermost(sequences: readonly Sequence[]): readonly Sequence[] {
  let end = 0;
  return [...sequences]
    .sort((a, b) => a.start - b.start)
    .filter((one) => {
      if (one.start < end) return false;
      end = one.end;
      return true;
    });
}
