import { foldCase } from "../policy/letter-case";

/**
 * A map with case-insensitive names that keeps values sorted by name. Lists are paged in this order, so that a marker
 * stays valid when entries are added or removed between pages.
 */
export class NameMap<T> {
  private readonly entries = new Map<string, T>();
  /** The folded names, always sorted. Sorting for every page would make long lists slow. */
  private readonly keys: string[] = [];

  public get size(): number {
    return this.entries.size;
  }

  public get(name: string): T | undefined {
    return this.entries.get(foldCase(name));
  }

  public has(name: string): boolean {
    return this.entries.has(foldCase(name));
  }

  public set(name: string, value: T): void {
    const key = foldCase(name);
    if (!this.entries.has(key)) this.keys.splice(this.indexAfter(key), 0, key);
    this.entries.set(key, value);
  }

  public delete(name: string): void {
    const key = foldCase(name);
    if (this.entries.delete(key)) this.keys.splice(this.indexAfter(key) - 1, 1);
  }

  /** All values, sorted by name. */
  public *values(): IterableIterator<T> {
    yield* this.after("");
  }

  /** The values with names after `name`, sorted by name. */
  public *after(name: string): IterableIterator<T> {
    for (let index = name === "" ? 0 : this.indexAfter(foldCase(name)); index < this.keys.length; index += 1) {
      const value = this.entries.get(this.keys[index] ?? "");
      if (value !== undefined) yield value;
    }
  }

  /** The values whose names start with `prefix` and are longer than it, sorted by name. */
  public *startingWith(prefix: string): IterableIterator<T> {
    const folded = foldCase(prefix);
    for (let index = this.indexAfter(folded); index < this.keys.length; index += 1) {
      const key = this.keys[index] ?? "";
      if (!key.startsWith(folded)) return;
      const value = this.entries.get(key);
      if (value !== undefined) yield value;
    }
  }

  public countStartingWith(prefix: string): number {
    const folded = foldCase(prefix);
    return this.indexAfter(`${folded}\uffff`) - this.indexAfter(folded);
  }

  /** Index of the first key that is greater. */
  private indexAfter(key: string): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.keys[middle] ?? "") <= key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
