/**
 * How many comparisons a search may still make. Searches for what covers what take time in proportion to their input,
 * except for input made to be hard; there they end early, at the same place on every machine, and say so.
 */
export class Budget {
  private spent = 0;
  private refused = false;

  /** @param limit comparisons in all; each takes half a microsecond or less */
  public constructor(private readonly limit = 1_500_000) {}

  /**
   * Takes one comparison; false where none is left.
   *
   * @param cost how many it counts for, e.g. {@link costOf} two long texts
   */
  public take(cost = 1): boolean {
    this.refused ||= this.spent >= this.limit;
    if (!this.refused) this.spent += cost;
    return !this.refused;
  }

  /** Whether comparisons were refused. */
  public get exhausted(): boolean {
    return this.refused;
  }
}

/** What comparing two patterns counts for. In the worst case it takes time in the product of their lengths. */
export function costOf(first: string, second: string): number {
  return 1 + Math.floor((first.length * second.length) / 1024);
}
