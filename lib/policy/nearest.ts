import { editDistance } from "./edit-distance";

/**
 * The known name that was probably meant: the one with the fewest letters to add, drop or replace, case aside.
 *
 * @returns undefined where more than two letters differ, or where two known names are as near
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > 64) return undefined; // longer than any name with two letters more, and slow to compare
  const distances = known.map((one) => ({ one, distance: editDistance(name.toLowerCase(), one.toLowerCase(), 2) }));
  const least = Math.min(...distances.map(({ distance }) => distance));
  const [only, ...others] = distances.filter(({ distance }) => distance === least);
  return least <= 2 && others.length === 0 ? only?.one : undefined;
}
