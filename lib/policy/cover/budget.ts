/**
 * How many comparisons a search may still make. Searches for what covers what take time in proportion to their input,
 * except for input made to be hard; there they end early, at the same place on every machine, and say so.
 */
export class Budget {
  private spent = 0;
  private refused = false;

  /** @param limit comparisons in all; each takes about a microsecond */
  public constructor(private readonly limit = 4_000_000) {}

  /** Takes one comparison; false where none is left. */
  public take(): boolean {
    this.refused ||= this.spent >= this.limit;
    if (!this.refused) this.spent++;
    return !this.refused;
  }

  /** Whether comparisons were refused. */
  public get exhausted(): boolean {
    return this.refused;
  }
}
