import { type Node, type ParseError, getNodePath, parseTree } from "jsonc-parser";

/** A part of a text. */
export interface Place {
  readonly offset: number;
  readonly length: number;
}

/** A line and column, both from 1. */
export interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

/** Finds parts of a JSON text by the paths that findings have, e.g. `Statement[1].Condition.Bool.acs:MFAPresent`. */
export class PlacesInText {
  private readonly root: Node | undefined;
  private readonly firstError: Place | undefined;

  public constructor(public readonly text: string) {
    const errors: ParseError[] = [];
    try {
      this.root = parseTree(text, errors, { disallowComments: true });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.root = undefined; // deeper than any policy: its parts have no places
    }
    this.firstError = errors[0];
  }

  /** Where the text stops being valid JSON; `undefined` for valid JSON. */
  public get error(): Place | undefined {
    return this.firstError;
  }

  /** The value at a path, or the closest one around it; `undefined` for the whole document. */
  public placeOf(path: string): Place | undefined {
    const node = this.nodeNear(path);
    return node === undefined || node === this.root ? undefined : { offset: node.offset, length: node.length };
  }

  /** Keys and indices that lead to exactly the value at a path; `undefined` if there is none. */
  public keysOf(path: string): readonly (string | number)[] | undefined {
    if (this.root === undefined || path === "") return undefined;
    const { node, rest } = follow(this.root, path);
    return rest === "" ? getNodePath(node) : undefined;
  }

  public lineOf(offset: number): LineAndColumn {
    const before = this.text.slice(0, offset).split("\n");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }

  private nodeNear(path: string): Node | undefined {
    return this.root === undefined || path === "" ? undefined : follow(this.root, path).node;
  }
}

interface Followed {
  readonly node: Node;
  /** What is left of the path. */
  readonly rest: string;
}

/** Follows a path as far as it leads. Keys may have dots and brackets, so the longest key that fits is taken. */
function follow(node: Node, path: string): Followed {
  const rest = path.replace(/^\./, "");
  if (rest === "") return { node, rest };
  const [matched, index] = /^\[(\d+)\]/.exec(rest) ?? [];
  if (matched !== undefined && index !== undefined) {
    const after = rest.slice(matched.length);
    if (node.type !== "array") return Number(index) === 0 ? follow(node, after) : { node, rest };
    const item = node.children?.[Number(index)];
    return item === undefined ? { node, rest } : follow(item, after);
  }
  const values = (node.type === "object" ? (node.children ?? []) : [])
    .flatMap(({ children: [key, value] = [] }) => {
      const name: unknown = key?.value;
      if (typeof name !== "string" || value === undefined || !rest.startsWith(name)) return [];
      return /^$|^[.[]/.test(rest.slice(name.length)) ? [{ name, value }] : [];
    })
    .sort((a, b) => b.name.length - a.name.length);
  const [longest] = values;
  return longest === undefined ? { node, rest } : follow(longest.value, rest.slice(longest.name.length));
}
