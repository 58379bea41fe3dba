import type { Cursor } from "./cursor";
import type { TemplateToken } from "./template-parser";

export interface Heredoc {
  /** Whether it begins with `<<-`, which removes the indentation that all lines have. */
  readonly indented: boolean;
  /** The closing line, sticky. */
  readonly closing: RegExp;
}

/** Reads the first line of a heredoc, if one begins here. */
export function readHeredocHead(cursor: Cursor): Heredoc | undefined {
  const head = cursor.match(/<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/uy);
  if (head === undefined) return undefined;
  return {
    indented: head[1] === "-",
    closing: new RegExp(`[ \\t]*${head[2] ?? ""}(?=[ \\t]*(?:\\r?\\n|$))`, "uy"),
  };
}

/** Removes the indentation that all lines have, except for blank ones. A sequence at the start of a line has none. */
export function unindented(tokens: readonly TemplateToken[]): readonly TemplateToken[] {
  const atLineStart = tokens.map((_, index) => {
    const before = tokens[index - 1];
    return before === undefined || (before.kind === "text" && before.text.endsWith("\n"));
  });
  const depths = tokens.map((token, index) => {
    if (atLineStart[index] !== true) return Infinity;
    if (token.kind !== "text") return 0;
    const isBlank = token.text.trim() === "" && token.text.endsWith("\n");
    return isBlank ? Infinity : indentation(token.text);
  });
  const least = Math.min(...depths);
  return tokens.map((token, index) =>
    token.kind === "text" && depths[index] !== Infinity ? { ...token, text: token.text.slice(least) } : token,
  );
}

function indentation(text: string): number {
  return text.length - text.trimStart().length;
}
