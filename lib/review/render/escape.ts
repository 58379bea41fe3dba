/**
 * Characters that are invisible or change the text around them: control characters (including line ends and escape), marks
 * of writing direction, zero-width characters, spaces other than U+0020, lone surrogates. Also a backslash before `u{`, so
 * that a name cannot imitate an escape.
 */
const unseen =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]|(?! )\p{Zs}|\\(?=u\{)/gu;

/** The text on one line, with invisible characters written as `\u{1b}`. Different texts stay different. */
export function visible(text: string): string {
  return text.replace(unseen, codePoint);
}

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Letters, digits, and the punctuation of names, actions, ARNs and expressions. */
const plainName = /^[\p{L}\p{N}_.@:/*?${}[\]+=~#%&!^<>|-]+$/u;

/** A name for a terminal, in double quotes if it could be read as more than one word. */
export function terminalName(text: string): string {
  return plainName.test(text) ? visible(text) : `"${visible(text).replace(/"/g, codePoint)}"`;
}

/**
 * A name for Markdown, including table cells. It is code, so that mentions, references, links and HTML have no effect.
 * Characters that would end the code or the cell, and spaces that Markdown would drop, are written as code points.
 *
 * @param most maximum number of characters; the rest of a longer name is cut
 */
export function markdownName(text: string, most = 160): string {
  if (text === "") return '`""`';
  const shown = visible(beginning(text, most)).replace(/[`|]|^ | $| (?= )/g, codePoint);
  const characters = Array.from(shown); // by code point, so that none is cut in two
  if (characters.length <= most) return `\`${shown}\``;
  return `\`${characters.slice(0, most).join("")}…\` (${Array.from(text).length} characters)`;
}

/** The beginning of a text that is long enough to show its first characters, and to see that there are more. */
function beginning(text: string, most: number): string {
  // A character has at most two code units, and how it is shown depends on at most two characters after it.
  return text.slice(0, 2 * (most + 3));
}

/** Words without a meaning in Markdown: letters, a small number or a date, with the punctuation of a sentence. */
const plainWord =
  /^(?:["'(]*(?:\p{L}+(?:['’-]\p{L}+)*|\d{1,6}|\d{4}-\d{2}-\d{2}|e\.g|i\.e)["')]*[.,;:!?]*["')]*|[-–→=+…])$/u;

/** A sentence for Markdown, including table cells. Every word that Markdown could interpret becomes code. */
export function markdownProse(text: string, most = 400): string {
  const characters = Array.from(visible(beginning(text, most)).replace(/[`|]/g, codePoint));
  const shown = characters.length <= most ? characters : [...characters.slice(0, most), "…"];
  const parts: { readonly isPlain: boolean; readonly words: string[] }[] = [];
  for (const word of shown.join("").split(/ +/)) {
    if (word === "") continue;
    // At the beginning of a line, a number or a sign would begin a list.
    const isPlain = plainWord.test(word) && (parts.length > 0 || /^["'(]*\p{L}/u.test(word));
    const last = parts.at(-1);
    // Names in a list are each a code of their own.
    const isNext = !isPlain && /[,;:]$/.test(last?.words.at(-1) ?? "");
    if (last?.isPlain === isPlain && !isNext) last.words.push(word);
    else parts.push({ isPlain, words: [word] });
  }
  return parts.map(({ isPlain, words }) => (isPlain ? words.join(" ") : code(words.join(" ")))).join(" ");
}

/** Keeps surrounding parentheses and the end of a sentence outside of the code. */
function code(text: string): string {
  const [, body = text, end = ""] = /^(.+?)([.,;:]?)$/u.exec(text) ?? [];
  const [, inner] = /^\(([^()]+)\)$/.exec(body) ?? [];
  return inner === undefined ? `\`${body}\`${end}` : `(\`${inner}\`)${end}`;
}

/** JSON in which characters that terminals and editors act on are written as `\uXXXX`. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu,
    (character) =>
      Array.from({ length: character.length }, (_, index) => {
        return `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
      }).join(""),
  );
}
