import { parseTree, type Node } from "jsonc-parser";
import type { Step, ValuePath } from "./step";

/** A text, number, boolean or `null` of an input, or an empty list or object, with the path to it. */
export interface Leaf {
  readonly path: ValuePath;
  /** The value as JSON. Numbers are as written, because Terraform reads all of their digits. */
  readonly value: string;
  /** Set if the value is not known, so that it is equal to no other one. */
  readonly isUnknown?: true;
}

/**
 * The leaves of a JSON text. Keys that one object has twice are all there, because Terraform reads each of them while
 * `JSON.parse` keeps the last one.
 *
 * @param text JSON that `JSON.parse` has read
 */
export function leavesOfJson(text: string): readonly Leaf[] {
  const tree = parseTree(text);
  const found: Leaf[] = [];
  if (tree !== undefined) collect(tree, [], { text, found });
  return found;
}

interface Collected {
  readonly text: string;
  readonly found: Leaf[];
}

function collect({ type, value, offset, length, children = [] }: Node, path: ValuePath, into: Collected): void {
  const { text, found } = into;
  if (type !== "object" && type !== "array") {
    found.push({ path, value: type === "number" ? text.slice(offset, offset + length) : JSON.stringify(value) });
    return;
  }
  if (children.length === 0) found.push({ path, value: type === "object" ? "{}" : "[]" });
  const names = type === "object" ? children.map(({ children: pair }) => String(pair?.[0]?.value)) : [];
  const total = new Map<string, number>();
  for (const name of names) total.set(name, (total.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  for (const [index, child] of children.entries()) {
    const name = names[index];
    const item = name === undefined ? child : child.children?.[1];
    if (item === undefined) continue;
    if (name !== undefined) seen.set(name, (seen.get(name) ?? 0) + 1);
    const step: Step =
      name === undefined
        ? { kind: "index", index }
        : { kind: "key", name, ...(total.get(name) === 1 ? {} : { occurrence: seen.get(name) ?? 1 }) };
    collect(item, [...path, step], into);
  }
}

/** Whether a path has a key that its object has more than once. */
export function isRepeated(path: ValuePath): boolean {
  return path.some((step) => step.kind === "key" && step.occurrence !== undefined);
}
