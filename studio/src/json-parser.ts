import type { Node, ParseOptions } from "jsonc-parser";
import { jsonFaultOffset } from "../../lib/policy/json-fault";

/** A node of `jsonc-parser` while it is built. */
interface Tree extends Omit<Node, "parent" | "children" | "length" | "colonOffset"> {
  length: number;
  colonOffset?: number;
  readonly parent?: Tree;
  children?: Tree[];
}

interface Fault {
  readonly error: number;
  readonly offset: number;
  readonly length: number;
}

/**
 * The part of `jsonc-parser` that the engine and the page use, for JSON without comments. The package itself would take 3 kB
 * of the 150 kB limit of the page.
 */
export function parseTree(text: string, errors: Fault[] = [], _options?: ParseOptions): Tree | undefined {
  try {
    JSON.parse(text);
  } catch {
    errors.push({ error: 1, offset: jsonFaultOffset(text), length: 1 });
    return undefined;
  }
  return treeOf([...text.matchAll(/[{}[\],:]|"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+/gs)]);
}

/** The tree of a valid text. Does not recurse, so nesting is not limited by the call stack. */
function treeOf(tokens: readonly RegExpExecArray[]): Tree | undefined {
  let root: Tree | undefined;
  let open: Tree | undefined;
  for (const { 0: token, index: offset } of tokens) {
    if (token === "}" || token === "]") {
      if (open !== undefined) open.length = offset + 1 - open.offset;
      open = closed(open, offset + 1);
      continue;
    }
    if (token === "," || token === ":") {
      if (token === ":" && open !== undefined) open.colonOffset = offset;
      continue;
    }
    if (open?.type === "object") {
      const property: Tree = { type: "property", offset, length: 0, parent: open };
      const key: Tree = {
        type: "string",
        value: JSON.parse(token) as unknown,
        offset,
        length: token.length,
        parent: property,
      };
      property.children = [key];
      open.children?.push(property);
      open = property;
      continue;
    }
    const node = nodeOf(token, offset, open);
    open?.children?.push(node);
    root ??= node;
    open = node.children === undefined ? afterValue(open, offset + token.length) : node;
  }
  return root;
}

function nodeOf(token: string, offset: number, parent: Tree | undefined): Tree {
  const around = parent === undefined ? {} : { parent };
  if (token === "{" || token === "[") {
    return { type: token === "{" ? "object" : "array", offset, length: 0, ...around, children: [] };
  }
  const value: unknown = JSON.parse(token);
  const type = value === null ? "null" : (typeof value as "string" | "number" | "boolean"); // no other is one token
  return { type, offset, length: token.length, ...around, value };
}

/** The open container after a list or an object ends. */
function closed(node: Tree | undefined, end: number): Tree | undefined {
  return afterValue(node?.parent, end);
}

/** The open container after a value in a list or of a property. */
function afterValue(parent: Tree | undefined, end: number): Tree | undefined {
  if (parent?.type !== "property") return parent;
  parent.length = end - parent.offset;
  return parent.parent;
}

export function findNodeAtLocation(root: Node, path: readonly (string | number)[]): Node | undefined {
  return path.reduce<Node | undefined>((node, step) => {
    if (typeof step === "number") return node?.type === "array" ? node.children?.[step] : undefined;
    const properties = node?.type === "object" ? (node.children ?? []) : [];
    return properties.find(({ children: [key] = [] }) => key?.value === step)?.children?.[1];
  }, root);
}

export function getNodePath({ parent, ...node }: Node): readonly (string | number)[] {
  if (parent === undefined) return [];
  const around = getNodePath(parent);
  if (parent.type === "property") return [...around, String(parent.children?.[0]?.value)];
  return parent.type === "array"
    ? [...around, parent.children?.findIndex((one) => one.offset === node.offset) ?? 0]
    : around;
}
