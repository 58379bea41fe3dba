/**
 * Limits the number of comparisons in a search. Searches take time proportional to their input, except for adversarial
 * input. With a budget, they stop at the same point on every machine, and report that they did.
 */
export class Budget {
  private spent = 0;
  private refused = false;

  /** @param limit number of comparisons; each takes at most half a microsecond */
  public constructor(private readonly limit = 1_500_000) {}

  /**
   * Uses up one comparison. Returns false if none is left.
   *
   * @param cost number of comparisons that it counts for, e.g. {@link costOf} two long texts
   */
  public take(cost = 1): boolean {
    this.refused ||= this.spent >= this.limit;
    if (!this.refused) this.spent += cost;
    return !this.refused;
  }

  /** Whether the budget was exceeded. */
  public get exhausted(): boolean {
    return this.refused;
  }
}

/** The cost of comparing two patterns. At worst, it takes time proportional to the product of their lengths. */
export function costOf(first: string, second: string): number {
  return 1 + Math.floor((first.length * second.length) / 1024);
}
