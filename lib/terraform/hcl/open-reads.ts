import path from "node:path";

/** Files that an expression may read, and whose names are only partly known. */
export interface OpenRead {
  readonly folder: string;
  /** What the names end with. */
  readonly ending: string;
}

/** A call of a function that reads files, and the text of its first argument. Quotes may be escaped, as in JSON. */
const calls =
  /\b(?:file\w*|templatefile)\(\s*(?:\\*"((?:[^"\\$]|\$(?!\{))*)(?:\\*"|(\$\{[^"{}\\]*\}((?:[^"\\$]|\$(?!\{))*)\\*")?))?/g;

/** Whether texts have expressions that read files. */
export function readsFiles(text: string): boolean {
  return text.search(calls) !== -1;
}

/** What the expressions in a text may read. One of which nothing is known may read any file below the folder. */
export function openReads(text: string): readonly OpenRead[] {
  return [...text.matchAll(calls)].flatMap(([, start = "", rest, ending = ""]) => {
    if (rest !== undefined || start === "") return [{ folder: path.posix.dirname(`${start}x`), ending }];
    // The argument names a file or, for `fileset`, a folder.
    return [
      { folder: path.posix.dirname(start), ending: path.posix.basename(start) },
      { folder: start, ending: "" },
    ];
  });
}
