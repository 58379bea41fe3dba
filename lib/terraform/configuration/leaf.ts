import { parseTree, type Node } from "jsonc-parser";

/** A text, number, boolean or `null` of an input, or an empty list or object, with the way to it. */
export interface Leaf {
  /** Keys and indices, e.g. `["resource", "alicloud_ram_policy", "p", "tags", "team"]`. */
  readonly path: readonly string[];
  /** The value as JSON. */
  readonly value: string;
}

/**
 * The leaves of a JSON text. Keys that one object has twice are all there, as `key#1` and `key#2`, because Terraform reads
 * each of them while `JSON.parse` keeps the last one.
 *
 * @param text JSON that `JSON.parse` has read
 */
export function leavesOfJson(text: string, root: readonly string[] = []): readonly Leaf[] {
  const tree = parseTree(text);
  const found: Leaf[] = [];
  if (tree !== undefined) collect(tree, root, found);
  return found;
}

function collect({ type, value, children = [] }: Node, path: readonly string[], found: Leaf[]): void {
  if (type !== "object" && type !== "array") {
    found.push({ path, value: JSON.stringify(value) });
    return;
  }
  if (children.length === 0) found.push({ path, value: type === "object" ? "{}" : "[]" });
  const keyOf = ({ children: pair }: Node): string => String(pair?.[0]?.value);
  const total = new Map<string, number>();
  if (type === "object") for (const child of children) total.set(keyOf(child), (total.get(keyOf(child)) ?? 0) + 1);
  const seen = new Map<string, number>();
  for (const [index, child] of children.entries()) {
    const [key, item] = type === "object" ? [keyOf(child), child.children?.[1]] : ["", child];
    if (item === undefined) continue;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    const step = type === "array" ? String(index) : total.get(key) === 1 ? key : `${key}${repeatMark}${count}`;
    collect(item, [...path, step], found);
  }
}

const repeatMark = "#";

/** Whether a way leads through a key that its object has a second time. */
export function isRepeated(path: readonly string[]): boolean {
  return path.some((step) => /.#\d+$/.test(step));
}
