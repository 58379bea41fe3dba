/**
 * Things by name, as RAM has them: names are matched without regard to case, and keep the case of creation. Pages of a
 * list are cut in the order of names, so that a marker stays right while things come and go.
 */
export class NameMap<T> {
  private readonly entries = new Map<string, T>();
  /** Folded names, sorted. Kept so, because sorting for every page would make long lists slow. */
  private readonly keys: string[] = [];

  public get size(): number {
    return this.entries.size;
  }

  public get(name: string): T | undefined {
    return this.entries.get(fold(name));
  }

  public has(name: string): boolean {
    return this.entries.has(fold(name));
  }

  public set(name: string, value: T): void {
    const key = fold(name);
    if (!this.entries.has(key)) this.keys.splice(this.indexAfter(key), 0, key);
    this.entries.set(key, value);
  }

  public delete(name: string): void {
    const key = fold(name);
    if (this.entries.delete(key)) this.keys.splice(this.indexAfter(key) - 1, 1);
  }

  /** All values, in the order of names. */
  public *values(): IterableIterator<T> {
    yield* this.after("");
  }

  /** Values whose names come after a name, in order. */
  public *after(name: string): IterableIterator<T> {
    for (let index = name === "" ? 0 : this.indexAfter(fold(name)); index < this.keys.length; index += 1) {
      const value = this.entries.get(this.keys[index] ?? "");
      if (value !== undefined) yield value;
    }
  }

  /** Values whose names begin so and go on, in order. */
  public *startingWith(prefix: string): IterableIterator<T> {
    const folded = fold(prefix);
    for (let index = this.indexAfter(folded); index < this.keys.length; index += 1) {
      const key = this.keys[index] ?? "";
      if (!key.startsWith(folded)) return;
      const value = this.entries.get(key);
      if (value !== undefined) yield value;
    }
  }

  public countStartingWith(prefix: string): number {
    const folded = fold(prefix);
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

/**
 * A name as names are compared: letters of ASCII alone are folded, as policies compare resources. `toLowerCase` makes a `k`
 * of the Kelvin sign too, and a name written with it would be found though no Deny on it had hit.
 */
export function fold(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
