/** Random choices that are the same for the same seed. */
export class Random {
  private state: number;

  public constructor(seed: number) {
    this.state = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) >>> 0;
  }

  /** From 0 to 1. */
  public next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number below a bound. */
  public below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  public chance(probability: number): boolean {
    return this.next() < probability;
  }

  public one<T>(of: readonly T[]): T {
    const index = this.below(of.length);
    for (const [at, item] of of.entries()) if (at === index) return item;
    throw new Error("nothing to choose from");
  }

  /** Some of a list, in its order; at least one. */
  public some<T>(of: readonly T[], most = 3): readonly T[] {
    const found = new Set(Array.from({ length: 1 + this.below(most) }, () => this.one(of)));
    return of.filter((item) => found.has(item));
  }
}

/** A number that is equal for equal texts. */
export function seedOf(...texts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const unit of texts.join("\n")) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
