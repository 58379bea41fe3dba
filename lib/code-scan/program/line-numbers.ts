/** Numbers of lines by offsets in a text. */
export class LineNumbers {
  private starts: readonly number[] | undefined;

  public constructor(private readonly text: string) {}

  /** The line of an offset, from 1. */
  public at(offset: number): number {
    const starts = (this.starts ??= startsOfLines(this.text));
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
