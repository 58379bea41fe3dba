/**
 * The known name that was probably meant: the one with the fewest letters to add, drop or replace, case aside.
 *
 * @returns undefined where more than two letters differ, or where two known names are as near
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > 64) return undefined; // longer than any name with two letters more, and slow to compare
  const distances = known.map((one) => ({ one, distance: editDistance(name.toLowerCase(), one.toLowerCase()) }));
  const least = Math.min(...distances.map(({ distance }) => distance));
  const [only, ...others] = distances.filter(({ distance }) => distance === least);
  return least <= 2 && others.length === 0 ? only?.one : undefined;
}

/** How many letters one text has to gain, lose or change to become the other. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
    }
    above = row;
  }
  return above[b.length] ?? 0;
}
