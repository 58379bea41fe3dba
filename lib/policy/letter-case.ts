/**
 * Folds `A` to `Z` to lower case, as RAM does to compare names, actions and condition keys. These contain only ASCII
 * letters. `toLowerCase` would turn the Kelvin sign into `k`, and may change the length of a pattern.
 */
export function foldCase(text: string): string {
  if (!/[A-Z]/.test(text)) return text;
  // In ASCII text, toLowerCase changes the same letters, and is much faster.
  return /^[\0-\x7f]*$/.test(text) ? text.toLowerCase() : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Whether RAM treats two texts as the same name. */
export function isSameName(left: string, right: string): boolean {
  return foldCase(left) === foldCase(right);
}
