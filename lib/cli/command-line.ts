/** Joins words into a command line that a shell splits into the same words. Escapes invisible characters. */
export function commandLine(words: readonly string[]): string {
  return words.map(shellWord).join(" ");
}

/** Quotes a word for a shell. */
export function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (!unseen.test(word)) return `'${word.replaceAll("'", String.raw`'\''`)}'`;
  const escaped = word.replace(/[\\']/g, String.raw`\$&`).replace(new RegExp(unseen, "gu"), (character) => {
    const code = character.codePointAt(0) ?? 0;
    return String.raw`\U${code.toString(16).padStart(8, "0")}`;
  });
  return `$'${escaped}'`;
}

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
