import { type Node, parseTree } from "jsonc-parser";
import { lazy } from "../../catalog/lazy";
import type { SourcePlace } from "./source-place";
import { TextLines } from "./text-lines";

/** A key or an index. */
export type JsonStep = string | number;

/** Finds parts of a JSON text. */
export class JsonPlaces {
  private readonly parsed = lazy(() => ({ root: parseTree(this.text), lines: new TextLines(this.text) }));
  private readonly addresses = lazy(() => addressedObjects(this.parsed().root));

  public constructor(
    private readonly file: string,
    private readonly text: string,
  ) {}

  /** The place of a value or, if it is missing, of the innermost part of the path to it that exists. */
  public at(path: readonly JsonStep[]): SourcePlace {
    return this.within(this.parsed().root, path);
  }

  public has(path: readonly JsonStep[]): boolean {
    return this.find(path) !== undefined;
  }

  /** The place of the first plain value, in the order of the text, that a test accepts; `undefined` for none. */
  public first(path: readonly JsonStep[], accepts: (value: unknown) => boolean): SourcePlace | undefined {
    const part = this.find(path);
    const found = part === undefined ? undefined : firstIn(part, accepts);
    return found === undefined ? undefined : this.placeOf(found);
  }

  /** The place of a part of the object with an `address`, as plans and states have them; `undefined` without one. */
  public atAddress(address: string, path: readonly JsonStep[]): SourcePlace | undefined {
    const found = this.addresses().get(address);
    return found === undefined ? undefined : this.within(found, path);
  }

  private find(path: readonly JsonStep[]): Node | undefined {
    return path.reduce<Node | undefined>((node, step) => node && childOf(node, step), this.parsed().root);
  }

  private within(start: Node | undefined, path: readonly JsonStep[]): SourcePlace {
    let node = start;
    for (const step of path) {
      const next = node === undefined ? undefined : childOf(node, step);
      if (next === undefined) break;
      node = next;
    }
    return this.placeOf(node);
  }

  /**
   * For an object or list, the place of its key or, without a key, of its opening bracket, because the end may be far away.
   */
  private placeOf(node: Node | undefined): SourcePlace {
    const { file } = this;
    if (node === undefined) return { file };
    const [key] = node.parent?.type === "property" ? (node.parent.children ?? []) : [];
    const isPart = node.type === "object" || node.type === "array";
    const { offset, length } = isPart ? (key ?? { offset: node.offset, length: 1 }) : node;
    return this.parsed().lines.placeOf(file, offset, length);
  }
}

/**
 * If a key occurs several times, the last value, which `JSON.parse` keeps. An object also counts as a list with one item,
 * as in policies.
 */
function childOf(node: Node, step: JsonStep): Node | undefined {
  const { type, children = [] } = node;
  if (type === "array") return children[Number(step)];
  if (step === 0) return node;
  return children.filter(({ children: [key] = [] }) => key?.value === String(step)).at(-1)?.children?.[1];
}

function itemsOf({ type, children = [] }: Node): readonly Node[] {
  return type === "object" ? children.flatMap(({ children: [, item] = [] }) => item ?? []) : children;
}

function firstIn(node: Node, accepts: (value: unknown) => boolean): Node | undefined {
  if (node.type !== "object" && node.type !== "array") return accepts(node.value) ? node : undefined;
  for (const item of itemsOf(node)) {
    const found = firstIn(item, accepts);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The parts of a plan with resources, those that say most first. */
const partsOfPlan = ["planned_values", "values", "resource_changes", "prior_state"];

function addressedObjects(root: Node | undefined): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>();
  const collect = (node: Node): void => {
    const address: unknown = node.type === "object" ? childOf(node, "address")?.value : undefined;
    if (typeof address === "string" && !found.has(address)) found.set(address, node);
    itemsOf(node).forEach(collect);
  };
  for (const part of partsOfPlan) {
    const node = root === undefined ? undefined : childOf(root, part);
    if (node !== undefined) collect(node);
  }
  return found;
}
