/** Something with a place in a binary trie, and a size. */
export interface Placed {
  /** Its bits from the root, each `0` or `1`; whatever follows is `0`. */
  readonly path: string;
  /** Its size in a JSON list, without commas. */
  readonly bytes: number;
}

/** What stands together at one node, in the order in which it was given. */
export interface Leaf<T> {
  readonly path: string;
  readonly items: readonly T[];
}

/** Size of a JSON list of these, without its brackets. */
export function listBytes(items: readonly { readonly bytes: number }[]): number {
  return items.reduce((sum, { bytes }) => sum + bytes, Math.max(0, items.length - 1));
}

/** Items by the bit at a depth, those of `0` first. */
export function branch<T extends Pick<Placed, "path">>(
  items: readonly T[],
  depth: number,
): readonly [readonly T[], readonly T[]] {
  const sides: [T[], T[]] = [[], []];
  for (const item of items) sides[item.path[depth] === "1" ? 1 : 0].push(item);
  return sides;
}

/**
 * The nodes nearest to the root whose items may stand together. One item alone always is a leaf. No two paths may be the
 * same.
 *
 * Where an item is added or removed, only nodes on its own path change: a leaf grows, or becomes several, or shrinks, or
 * takes in the leaves beside it.
 */
export function leaves<T extends Pick<Placed, "path">>(
  items: readonly T[],
  standTogether: (items: readonly T[]) => boolean,
  path = "",
): readonly Leaf<T>[] {
  if (items.length === 0) return [];
  if (items.length === 1 || standTogether(items)) return [{ path, items }];
  return branch(items, path.length).flatMap((side, bit) => leaves(side, standTogether, `${path}${bit}`));
}
