/** An item with a place in a binary trie, and a size. */
export interface Placed {
  /** The bits from the root, `0` or `1`. Missing bits are `0`. */
  readonly path: string;
  /** Size in a JSON list, without commas. */
  readonly bytes: number;
}

/** The items at a node, in the given order. */
export interface Leaf<T> {
  readonly path: string;
  readonly items: readonly T[];
}

/** Size of a JSON list of these items, without brackets. */
export function listBytes(items: readonly { readonly bytes: number }[]): number {
  return items.reduce((sum, { bytes }) => sum + bytes, Math.max(0, items.length - 1));
}

/** The items with bit `0` at a depth, then those with bit `1`. */
export function branch<T extends Pick<Placed, "path">>(
  items: readonly T[],
  depth: number,
): readonly [readonly T[], readonly T[]] {
  const sides: [T[], T[]] = [[], []];
  for (const item of items) sides[item.path[depth] === "1" ? 1 : 0].push(item);
  return sides;
}

/**
 * The nodes closest to the root whose items fit together. A single item is always a leaf. Paths must be unique.
 *
 * Adding or removing an item changes only nodes on its own path: a leaf grows, is divided, shrinks, or is joined with
 * neighboring leaves.
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
