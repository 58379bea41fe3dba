import type { Section } from "./capped-comment";

/** Options of a comment on a pull request. */
export interface CommentOptions {
  /** Maximum length of the comment in characters. @default 60000 */
  readonly limit?: number;
  /**
   * Distinguishes comments on the same pull request, e.g. one for each environment: up to 64 letters, digits, `.`, `_` and
   * `-`.
   * @default - none
   */
  readonly id?: string;
}

/**
 * First line of a comment, hidden from readers. A bot finds its earlier comment by it.
 *
 * @throws RangeError for an id of other characters
 */
export function commentMarker(command: "review" | "lint", id?: string): string {
  if (id === undefined) return `<!-- agentrun-ram ${command} -->`;
  if (!/^\w(?:[\w.]|-(?!-)){0,63}$/.test(id)) {
    throw new RangeError("the id of a comment has up to 64 letters, digits, dots, underscores and single hyphens");
  }
  return `<!-- agentrun-ram ${command} ${id} -->`;
}

type Frame = Pick<Section, "before" | "after">;

/** A table of these columns, around its rows. */
export function table(columns: readonly string[]): Frame {
  return { before: `${tableRow(columns)}\n${tableRow(columns.map(() => "---"))}`, after: "" };
}

export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** A folded block. The summary is plain HTML, so it must not contain names. */
export function folded(summary: string, inner: Frame = { before: "", after: "" }): Frame {
  // The blank lines end the HTML, so that Markdown is rendered between them.
  const before = inner.before === "" ? "" : `\n${inner.before}`;
  return { before: `<details><summary>${summary}</summary>\n${before}`, after: `${inner.after}\n</details>` };
}
