import type { Node, ParseOptions } from "jsonc-parser";
import { jsonFaultOffset } from "../../lib/policy/json-fault";

/** A node of `jsonc-parser`, as long as it is being made. */
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
 * What the engine and the page use of `jsonc-parser`, for JSON without comments. The package itself is 3 kB of the 150 kB that
 * the page may have.
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

/** The tree of a valid text, without calling itself for what is nested. */
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

/** What is open after a list or an object. */
function closed(node: Tree | undefined, end: number): Tree | undefined {
  return afterValue(node?.parent, end);
}

/** What is open after a value in a list or of a property. */
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
