/** A place in a file. Lines and columns count from 1; columns are UTF-16 code units. */
export interface SourcePlace {
  /** Path of the file. */
  readonly file: string;
  /** The first line of the place. @default - not known: the file as a whole */
  readonly line?: number;
  /** The first column of the place. @default - not known: the line as a whole */
  readonly column?: number;
  /** The column after its last character, if it ends on the same line. */
  readonly endColumn?: number;
}

/** e.g. `main.tf:3:1` */
export function placeText({ file, line, column }: SourcePlace): string {
  return [file, line, column].filter((one) => one !== undefined).join(":");
}
