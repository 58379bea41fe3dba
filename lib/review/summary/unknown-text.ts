import { splitTokens } from "../../policy";

/** Whether a text has a part that only Terraform will tell: a token of the framework or `${...}`. */
export function hasUnknown(text: string): boolean {
  return replaceUnknown(text, () => "") !== text;
}

/** Whether a text begins with such a part, which may then be the whole ARN. */
export function beginsUnknown(text: string): boolean {
  return replaceUnknown(text, () => mark).startsWith(mark);
}

/** The pattern with `*` for what is not known. */
export function widest(pattern: string): string {
  return replaceUnknown(pattern, () => "*");
}

/** The text with a word of its own for each unknown part, so that the same expression is the same name everywhere. */
export function withWords(text: string): string {
  return replaceUnknown(
    text,
    (part) => mark + Array.from(part, (character) => character.codePointAt(0)?.toString(16)).join("-"),
  );
}

/** A character that no name of RAM has. */
const mark = "\ue001";

function replaceUnknown(text: string, replacement: (part: string) => string): string {
  return splitTokens(text)
    .map(({ kind, text: part }) => (kind === "token" ? replacement(part) : part.replace(/\$\{[^}]*\}/g, replacement)))
    .join("");
}
