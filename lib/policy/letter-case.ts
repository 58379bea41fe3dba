/**
 * The text as RAM compares names of its own, actions and condition keys: with `A` to `Z` in lower case. None of them has
 * letters beyond ASCII; `toLowerCase` would take the Kelvin sign for a `k`, and may change the length of a pattern.
 */
export function foldCase(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
}

/** Whether RAM takes two texts for one name. */
export function isSameName(left: string, right: string): boolean {
  return foldCase(left) === foldCase(right);
}
