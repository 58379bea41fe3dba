import type { SyntaxNode } from "@lezer/common";

/** The children of a node, in order. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
}

/** The value of a literal between quotes. Escapes are kept, because no name that a scan looks for has any. */
export function unquoted(literal: string): string {
  const [, quote = "", body = ""] = /^[A-Za-z]*("""|'''|"|'|`)([^]*?)\1$/.exec(literal) ?? [];
  return quote === "" ? "" : body;
}
