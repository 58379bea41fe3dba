/**
 * What a reader cannot see, or what moves the text around it: control characters (line ends and the escape character of
 * terminals among them), marks that turn the direction of writing, characters of no width, spaces that are not the plain
 * one, lone surrogates. Also the backslash that would make a name look like what stands for them.
 */
const unseen =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]|(?! )\p{Zs}|\\(?=u\{)/gu;

/** Text on one line with all of it in sight: what cannot be seen stands as `\u{1b}`. No two texts become the same. */
export function visible(text: string): string {
  return text.replace(unseen, codePoint);
}

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Letters, digits, and the marks that names, actions, ARNs and expressions are made of. */
const plainName = /^[\p{L}\p{N}_.@:/*?${}[\]+=~#%&!^<>|-]+$/u;

/** A name in a terminal: as it is where it can only be read as one word, in double quotes elsewhere. */
export function terminalName(text: string): string {
  return plainName.test(text) ? visible(text) : `"${visible(text).replace(/"/g, codePoint)}"`;
}

/**
 * A name in Markdown, table cells included: code, in which no mention, reference, link or element of HTML works. What
 * would end the code or the cell stands as its code point, and so do spaces that Markdown would drop.
 *
 * @param most characters that are shown of a longer name
 */
export function markdownName(text: string, most = 160): string {
  if (text === "") return '`""`';
  const shown = visible(text).replace(/[`|]|^ | $| (?= )/g, codePoint);
  const characters = Array.from(shown); // by code point, so that none is cut in two
  if (characters.length <= most) return `\`${shown}\``;
  return `\`${characters.slice(0, most).join("")}…\` (${Array.from(text).length} characters)`;
}

/** Words that mean nothing in Markdown: letters, a small number or a date, with the punctuation of a sentence. */
const plainWord =
  /^(?:["'(]*(?:\p{L}+(?:['’-]\p{L}+)*|\d{1,6}|\d{4}-\d{2}-\d{2}|e\.g|i\.e)["')]*[.,;:!?]*["')]*|-|–)$/u;

/** A sentence in Markdown, table cells included: every word that is more than a word becomes code. */
export function markdownProse(text: string, most = 400): string {
  const characters = Array.from(visible(text).replace(/[`|]/g, codePoint));
  const shown = characters.length <= most ? characters : [...characters.slice(0, most), "…"];
  const parts: { readonly isPlain: boolean; readonly words: string[] }[] = [];
  for (const word of shown.join("").split(/ +/)) {
    if (word === "") continue;
    // A sentence may stand at the beginning of a line, where a number or a hyphen would begin a list.
    const isPlain = plainWord.test(word) && (parts.length > 0 || /^["'(]*\p{L}/u.test(word));
    const last = parts.at(-1);
    if (last?.isPlain === isPlain) last.words.push(word);
    else parts.push({ isPlain, words: [word] });
  }
  return parts.map(({ isPlain, words }) => (isPlain ? words.join(" ") : code(words.join(" ")))).join(" ");
}

/** A pair of parentheses around, and the end of a sentence, stay outside of the code. */
function code(text: string): string {
  const [, body = text, end = ""] = /^(.+?)([.,;:]?)$/u.exec(text) ?? [];
  const [, inner] = /^\(([^()]+)\)$/.exec(body) ?? [];
  return inner === undefined ? `\`${body}\`${end}` : `(\`${inner}\`)${end}`;
}

/** JSON with nothing unseen in it: what terminals and editors would act on is written as `\uXXXX`, which means the same. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu,
    (character) =>
      Array.from({ length: character.length }, (_, index) => {
        return `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
      }).join(""),
  );
}
