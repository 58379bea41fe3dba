import type { SourcePlace } from "./source-place";

/** The lines of a text. */
export class TextLines {
  /** Where each line starts. */
  private readonly starts: readonly number[];

  public constructor(private readonly text: string) {
    this.starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ index, 0: end }) => index + end.length)];
  }

  public get count(): number {
    return this.starts.length;
  }

  /** The place of a stretch of the text. It ends with its first line. */
  public placeOf(file: string, offset: number, length: number): SourcePlace {
    const index = this.indexOf(offset);
    const start = this.starts[index] ?? 0;
    const [line = ""] = this.text.slice(offset, offset + length).split(/[\r\n]/, 1);
    const column = offset - start + 1;
    return { file, line: index + 1, column, endColumn: column + line.length };
  }

  /** The last line that starts at or before an offset. */
  private indexOf(offset: number): number {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
