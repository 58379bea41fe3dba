/**
 * The number of letters to insert, delete or replace to turn one text into the other.
 *
 * @param limit a larger distance is returned as `Infinity`, which is faster
 */
export function editDistance(a: string, b: string, limit = Infinity): number {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const distance = Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      row[j] = distance;
      if (distance < least) least = distance;
    }
    if (least > limit) return Infinity;
    above = row;
  }
  const distance = above[b.length] ?? 0;
  return distance > limit ? Infinity : distance;
}
