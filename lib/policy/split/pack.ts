import { compareText } from "../text-list";
import { documentNumber } from "./path";
import { type Leaf, type Placed, leaves } from "./trie";

/** The items of a document. */
export interface Pack<T> {
  /** From 1, with gaps. */
  readonly number: number;
  readonly items: readonly T[];
}

/** What documents can hold. */
export interface Capacity<T> {
  /** Starts an empty document. The result adds an item, and returns the size with it. */
  readonly emptyDocument: () => (item: T) => number;
  /** The maximum size. */
  readonly room: number;
}

/** Documents that are packed together. With more, documents are fuller, but an edit may replace more of them. */
const mostTogether = 5;

/** The part of a document below which items are packed together with their neighbors. */
const smallGroup = 0.5;

/**
 * Packs items into documents. A document has the items in a range of places, and its number is that of the place where the
 * range begins. The first range begins at the first of all places, so there is always a document 1.
 *
 * Therefore an edit never moves an item from one document to another if both exist before and after it. A document that
 * loses items gives them to new documents, and a document that gains items takes them from documents that are deleted. All
 * of these have later places than the document itself, see {@link comparePlaces}.
 *
 * A trie divides the items into groups, so that an edit changes only one group. A group has as few documents as possible.
 * Ranges begin as close to the root of the trie as possible, so that most edits leave them as they are.
 */
export function pack<T extends Placed>(items: readonly T[], capacity: Capacity<T>): readonly Pack<T>[] {
  const sorted = [...items].sort((a, b) => compareText(a.path, b.path));
  const groups = leaves(sorted, (some) => earliestStarts(some, capacity, mostTogether)[0] === 0);
  const small: Capacity<T> = { ...capacity, room: smallGroup * capacity.room };
  return joined(groups, (some) => endOfDocument(some, 0, small) === some.length)
    .flatMap((group, index) => ranges(index === 0 ? { ...group, path: "" } : group, capacity))
    .map(({ path, items: some }) => ({ number: documentNumber(path), items: some }))
    .sort((a, b) => a.number - b.number);
}

/** Small groups join the group before them. If the first group is small, the next one joins it. */
function joined<T>(groups: readonly Leaf<T>[], isSmall: (items: readonly T[]) => boolean): readonly Leaf<T>[] {
  const found: Leaf<T>[] = [];
  for (const group of groups) {
    const last = found.at(-1);
    if (last !== undefined && (isSmall(group.items) || (found.length === 1 && isSmall(last.items)))) {
      found[found.length - 1] = { path: last.path, items: [...last.items, ...group.items] };
    } else {
      found.push(group);
    }
  }
  return found;
}

/** Divides a group into as few ranges as possible. Each path is where a range begins. */
function ranges<T extends Placed>(group: Leaf<T>, capacity: Capacity<T>): readonly Leaf<T>[] {
  const { items } = group;
  const found: Leaf<T>[] = [];
  let [path, first] = [group.path, 0];
  for (const earliest of earliestStarts(items, capacity).slice(1)) {
    const starts = numbers(earliest, endOfDocument(items, first, capacity)).map((index) => ({
      index,
      path: firstPlaceBetween(items[index - 1]?.path ?? "", items[index]?.path ?? ""),
    }));
    const next = starts.reduce((best, one) => (one.path.length < best.path.length ? one : best));
    found.push({ path, items: items.slice(first, next.index) });
    [path, first] = [next.path, next.index];
  }
  return [...found, { path, items: items.slice(first) }];
}

/**
 * The earliest index at which each document can begin so that the items after it fit into the documents after it. With
 * `atMost`, only for that many documents at the end.
 */
function earliestStarts<T>(items: readonly T[], capacity: Capacity<T>, atMost = Infinity): readonly number[] {
  const starts: number[] = [];
  const backwards = [...items].reverse();
  for (let end = 0; end < items.length && starts.length < atMost;) {
    end = endOfDocument(backwards, end, capacity);
    starts.unshift(items.length - end);
  }
  return starts;
}

/** Where a document ends that begins at an index and takes as many items as fit, but at least one. */
function endOfDocument<T>(items: readonly T[], first: number, { emptyDocument, room }: Capacity<T>): number {
  const sizeWith = emptyDocument();
  let end = first;
  for (const item of items.slice(first)) {
    if (sizeWith(item) > room && end > first) break;
    end++;
  }
  return end;
}

/** The place closest to the root that is after one path, but not after the other. */
function firstPlaceBetween(before: string, after: string): string {
  let depth = 0;
  while ((before[depth] ?? "0") === (after[depth] ?? "0")) depth++;
  return after.slice(0, depth + 1);
}

function numbers(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
