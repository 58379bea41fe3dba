import { type Node, parseTree } from "jsonc-parser";

/** A key that an object of a JSON text has twice; `undefined` if there is none. */
export function findRepeatedKey(text: string): string | undefined {
  const tree = parseTree(text);
  return tree === undefined ? undefined : repeatedIn(tree);
}

function repeatedIn({ type, children = [] }: Node): string | undefined {
  const seen = new Set<string>();
  for (const child of children) {
    if (type === "object") {
      const key = String(child.children?.[0]?.value);
      if (seen.has(key) && key !== "//") return key;
      seen.add(key);
    }
    const found = repeatedIn(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
