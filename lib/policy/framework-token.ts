/**
 * Placeholders that the CDKTF framework puts into strings for values it does not know yet, such as an account id that
 * Terraform reads at plan time. The engine carries them unharmed and never reads them as text.
 *
 * Only their spelling is known here; resolving them is the framework's business.
 */

/**
 * `${TfToken[TOKEN.7]}`: stands for a string and may be part of a longer one. A token for a number is a number of its
 * own, about -8.1e+298 (its first two bytes are 0xFDFF), and takes that form in a string.
 */
const stringToken = /\$\{TfToken\[[A-Za-z0-9:._-]*\]\}|-8\.[1-3]\d*e\+298/g;

/** `#{TfToken[...]}` and `&{TfToken[...]}`: stand for a whole list or map. */
const compoundToken = /[#&]\{TfToken\[[A-Za-z0-9:._-]*\]\}/;

/** A piece of a string: text as written, or a placeholder. */
export interface TextPart {
  readonly kind: "literal" | "token";
  readonly text: string;
}

/** Splits a string into literal text and placeholders, in order. Joining the texts gives the string back. */
export function splitTokens(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(stringToken)) {
    if (match.index > end) parts.push({ kind: "literal", text: text.slice(end, match.index) });
    parts.push({ kind: "token", text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ kind: "literal", text: text.slice(end) });
  return parts;
}

/** Whether the string holds at least one placeholder, so that its value is not fully known. */
export function hasToken(text: string): boolean {
  return text.search(stringToken) >= 0;
}

/** Whether the string begins with a placeholder, e.g. for a whole ARN, so that its form cannot be told. */
export function startsWithToken(text: string): boolean {
  return splitTokens(text)[0]?.kind === "token";
}

/** Whether the string is a placeholder for a list or a map, which cannot become part of a JSON text. */
export function isCompoundToken(text: string): boolean {
  return compoundToken.test(text);
}

/** The known text of a string, without its placeholders. */
export function literalText(text: string): string {
  return text.replace(stringToken, "");
}
