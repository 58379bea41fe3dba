/**
 * Length of a text in UTF-8 bytes. A lone surrogate counts as the three bytes of the replacement character, which is
 * what an encoder writes for it.
 */
export function utf8Length(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let bytes = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }
  return bytes;
}
