/**
 * Placeholders that the CDKTF framework puts into strings for values it does not know yet, such as an account id that
 * Terraform reads at plan time. The engine carries them unharmed and never reads them as text.
 *
 * Only their spelling is known here; resolving them is the framework's business.
 */

/**
 * What may be a placeholder for a string or a number. `${TfToken[TOKEN.7]}` stands for a string. One for a number is
 * itself a number, about -8.1e+298, and takes that spelling where it is put into a string.
 */
const scalarToken = /\$\{TfToken\[[A-Za-z0-9:._-]*\]\}|-8\.\d+e\+298/g;

/** `#{TfToken[...]}` and `&{TfToken[...]}`, and a number of about -1.9e+289: stand for a whole list or map. */
const compoundToken = /[#&]\{TfToken\[[A-Za-z0-9:._-]*\]\}|-1\.\d+e\+289/g;

/** The first two bytes of numbers that stand for others: for one number, and for a list of them. */
const numberMarks: ReadonlySet<number> = new Set([0xfdff, 0xfbff]);

/** Tells a placeholder from a number that only looks like one. */
function isToken(candidate: string): boolean {
  if (!candidate.startsWith("-")) return true;
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, Number(candidate));
  return numberMarks.has(bytes.getUint16(0));
}

/** A piece of a string: text as written, or a placeholder. */
export interface TextPart {
  readonly kind: "literal" | "token";
  readonly text: string;
}

/** Whether a string may hold a placeholder: a quick look for what all of them have. */
function mayHaveToken(text: string): boolean {
  return text.includes("{TfToken[") || text.includes("e+2");
}

/** Splits a string into literal text and placeholders, in order. Joining the texts gives the string back. */
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

/** Whether the string holds at least one placeholder, so that its value is not fully known. */
export function hasToken(text: string): boolean {
  return mayHaveToken(text) && splitTokens(text).some(({ kind }) => kind === "token");
}

/** Whether the string begins with a placeholder, e.g. for a whole ARN, so that its form cannot be told. */
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
