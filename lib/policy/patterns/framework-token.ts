/**
 * Placeholders that the CDKTF framework inserts into strings for values that are not known yet, e.g. an account id that
 * Terraform reads at plan time. The engine keeps them unchanged and does not interpret them as text.
 *
 * Only their form is known here; the framework resolves them.
 */

/**
 * Matches possible placeholders for a string or a number. `${TfToken[TOKEN.7]}` stands for a string. A placeholder for a
 * number is itself a number, about -8.1e+298, which appears in strings like this.
 */
const scalarToken = /\$\{TfToken\[[A-Za-z0-9:._-]*\]\}|-8\.\d+e\+298/g;

/** Placeholders for a whole list or map: `#{TfToken[...]}`, `&{TfToken[...]}`, and numbers of about -1.9e+289. */
const compoundToken = /[#&]\{TfToken\[[A-Za-z0-9:._-]*\]\}|-1\.\d+e\+289/g;

/** The first two bytes of numbers that are placeholders: for a number, and for a list of numbers. */
const numberMarks: ReadonlySet<number> = new Set([0xfdff, 0xfbff]);

/** Distinguishes a placeholder from an ordinary number with a similar form. */
function isToken(candidate: string): boolean {
  if (!candidate.startsWith("-")) return true;
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, Number(candidate));
  return numberMarks.has(bytes.getUint16(0));
}

/** A part of a string: literal text, or a placeholder. */
export interface TextPart {
  readonly kind: "literal" | "token";
  readonly text: string;
}

/** Whether a string may contain a placeholder. A fast check for what all of them have in common. */
function mayHaveToken(text: string): boolean {
  return text.includes("{TfToken[") || text.includes("e+2");
}

/** Splits a string into literal text and placeholders, in order. Joining the parts gives the string. */
export function splitTokens(text: string): readonly TextPart[] {
  if (!mayHaveToken(text)) return text === "" ? [] : [{ kind: "literal", text }];
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(scalarToken)) {
    if (!isToken(match[0])) continue;
    if (match.index > end) parts.push({ kind: "literal", text: text.slice(end, match.index) });
    parts.push({ kind: "token", text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ kind: "literal", text: text.slice(end) });
  return parts;
}

/** Whether the string contains a placeholder. */
export function hasToken(text: string): boolean {
  return mayHaveToken(text) && splitTokens(text).some(({ kind }) => kind === "token");
}

/** Whether the string begins with a placeholder, e.g. for a whole ARN, so that its form is unknown. */
export function startsWithToken(text: string): boolean {
  return splitTokens(text)[0]?.kind === "token";
}

/** Whether the string is a placeholder for a list or a map, which cannot become part of a JSON text. */
export function isCompoundToken(text: string): boolean {
  return mayHaveToken(text) && Array.from(text.matchAll(compoundToken)).some(([candidate]) => isToken(candidate));
}

/** The known text of a string, without its placeholders. */
export function literalText(text: string): string {
  if (!mayHaveToken(text)) return text;
  return splitTokens(text)
    .map(({ kind, text: part }) => (kind === "literal" ? part : ""))
    .join("");
}
