import { documentNumber } from "./path";
import { compareText } from "../text-list";
import { type Leaf, type Placed, leaves } from "./trie";

/** The items of a document. */
export interface Pack<T> {
  /** From 1, with gaps. Odd for a leaf of the trie, even for a document with the overflow of several leaves. */
  readonly number: number;
  readonly items: readonly T[];
}

/** How much larger than a document a leaf may be. Its overflow goes to a document that leaves share. */
const overfull = 1.5;

/** How much of a document a leaf must fill to get one of its own. Smaller leaves go to a shared document. */
const underfull = 0.5;

/** A leaf, the items in its own document, and its overflow. */
interface FilledLeaf<T> {
  readonly path: string;
  readonly kept: readonly T[];
  readonly over: readonly T[];
}

/**
 * Packs items into documents. A trie groups the items. A leaf of it fills a document of its own, and its overflow goes
 * to a document that it shares with neighboring leaves, by a second trie. A leaf that would leave most of its document
 * empty has no document of its own.
 *
 * Adding or removing an item changes one leaf and its overflow, so one document of each trie. Other documents appear or
 * disappear if leaves are divided or joined.
 *
 * @param bytesOf the size of items in one document; must grow with more items
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

/** As many items as fit, in the order of their paths, so that the order of the input does not matter. */
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
