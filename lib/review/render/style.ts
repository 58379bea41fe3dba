import { markdownName, markdownProse, terminalName, visible } from "./escape";

/** How an output escapes texts from the input, so that they are always shown as plain text. */
export interface Style {
  /** Escapes a name, an action or a resource. */
  readonly name: (text: string) => string;
  /** Escapes a sentence. */
  readonly prose: (text: string) => string;
}

/** For terminals and other plain text. */
export const terminalStyle: Style = { name: terminalName, prose: visible };

/** For Markdown, including table cells. */
export const markdownStyle: Style = {
  name: (text) => markdownName(text),
  prose: (text) => markdownProse(text),
};

/** A list in words: `a, b and c`, or `a, b and 4 more`. */
export function listWords(style: Style, names: readonly string[], most = Infinity, word: "and" | "or" = "and"): string {
  const shown = names.slice(0, most).map((name) => style.name(name));
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} ${word} ${rest} more`;
  const last = shown.pop() ?? "nothing";
  return shown.length === 0 ? last : `${shown.join(", ")} ${word} ${last}`;
}

/** `1 loss`, `3 losses`. */
export function countWords(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}
