/** Groups patterns. A group is numbered by its first pattern; by default, each pattern is its own group. */
export function grouped(
  patterns: readonly string[],
  groupOf: (pattern: string) => string,
): { readonly groups: readonly number[]; readonly members: readonly (readonly string[])[] } {
  const numbers = new Map<string, number>();
  const members: string[][] = [];
  const groups = patterns.map((pattern) => {
    const key = groupOf(pattern);
    const number = numbers.get(key) ?? members.length;
    numbers.set(key, number);
    (members[number] ??= []).push(pattern);
    return number;
  });
  return { groups, members };
}
