/** The ids of the last events. Trails deliver events at least once, so some occur twice. */
export class SeenIds {
  private current = new Set<string>();
  private previous = new Set<string>();
  private isFull = false;

  /** @param size minimum number of ids that are kept; the maximum is twice as many */
  public constructor(private readonly size: number) {}

  /** Whether the id is among the last ones; remembers it. */
  public add(id: string): "new" | "seen" | "new as far as known" {
    const { size } = this.current;
    this.current.add(id);
    if (this.current.size === size) return "seen";
    if (this.previous.size > 0 && this.previous.has(id)) return "seen";
    if (this.current.size >= this.size) {
      if (this.previous.size > 0) this.isFull = true;
      this.previous = this.current;
      this.current = new Set();
    }
    return this.isFull ? "new as far as known" : "new";
  }
}
