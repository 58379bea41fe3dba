import { documentNumber } from "./path";
import { compareText } from "../text-list";
import { type Leaf, type Placed, leaves } from "./trie";

/** What goes to one document. */
export interface Pack<T> {
  /** From 1, with gaps: odd where it is a leaf of the trie, even where it is what such leaves had no room for. */
  readonly number: number;
  readonly items: readonly T[];
}

/** How much more than fits into a document a leaf may have: what is over goes to a document that leaves share. */
const overfull = 1.5;

/** How much of a document a leaf must fill to have one of its own: what is less is handed over whole. */
const underfull = 0.5;

/** A leaf, what its own document has of it, and what that has no room for. */
interface FilledLeaf<T> {
  readonly path: string;
  readonly kept: readonly T[];
  readonly over: readonly T[];
}

/**
 * Packs items into documents. A trie says which items belong together; a leaf fills a document of its own, and hands what
 * is over to a document that it shares with the leaves beside it, by a second trie. A leaf that would leave most of its
 * document empty hands over all.
 *
 * Where an item is added or removed, one leaf changes, and what it hands over: one document of each trie changes. Others
 * come or go as leaves are divided or joined.
 *
 * @param bytesOf the size of items in one document; more where there are more of them
 */
export function pack<T extends Placed>(
  items: readonly T[],
  bytesOf: (items: readonly T[]) => number,
  room: number,
): readonly Pack<T>[] {
  const fits = (some: readonly T[]): boolean => bytesOf(some) <= room;
  const filled = (some: readonly T[]): Omit<FilledLeaf<T>, "path"> => {
    if (bytesOf(some) < underfull * room) return { kept: [], over: some };
    if (some.length === 1 || fits(some)) return { kept: some, over: [] };
    return fill(some, fits);
  };
  const own = leaves(items, (some) => {
    const bytes = bytesOf(some);
    return bytes <= room || (bytes <= overfull * room && fits(filled(some).over));
  }).map((leaf): FilledLeaf<T> => ({ path: leaf.path, ...filled(leaf.items) }));
  const over = leaves(
    own.filter((leaf) => leaf.over.length > 0),
    (some) => fits(some.flatMap((leaf) => leaf.over)),
  );
  return [
    ...own
      .filter(({ kept }) => kept.length > 0)
      .map(({ path, kept }) => ({ number: 2 * documentNumber(path) - 1, items: kept })),
    ...over.map((leaf: Leaf<FilledLeaf<T>>) => ({
      number: 2 * documentNumber(leaf.path),
      items: leaf.items.flatMap((one) => one.over),
    })),
  ].sort((a, b) => a.number - b.number);
}

/** As many as fit, by their paths, so that the order in which they come does not matter. */
function fill<T extends Placed>(
  items: readonly T[],
  fits: (items: readonly T[]) => boolean,
): { readonly kept: readonly T[]; readonly over: readonly T[] } {
  const sorted = [...items].sort((a, b) => compareText(a.path, b.path));
  const [kept, over]: [T[], T[]] = [[], []];
  for (const item of sorted) {
    if (fits([...kept, item])) kept.push(item);
    else over.push(item);
  }
  return { kept, over };
}
