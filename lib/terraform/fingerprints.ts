import type { StackBlocks } from "./stack-blocks";
import { isJsonObject } from "../policy/json-value";
import type { Resource } from "./resource";

/**
 * Fingerprints of values that only Terraform knows: the value as written, and all that it refers to in the input, directly
 * or indirectly. Of a resource, only the argument that is referred to counts. Equal fingerprints mean equal values unless
 * something outside of the input changed. Never print a fingerprint, because it may contain secrets.
 */
export class Fingerprints {
  private readonly arguments: ReadonlyMap<string, Readonly<Record<string, unknown>>>;

  public constructor(
    private readonly blocks: StackBlocks,
    resources: readonly Resource[],
  ) {
    this.arguments = new Map(resources.map((resource) => [resource.address, resource.arguments]));
  }

  public of(value: unknown): string {
    const text = canonicalJson(value);
    const found = this.contentsIn(text);
    return JSON.stringify([text, [...found].sort()]);
  }

  /** What a text refers to, directly or indirectly, by the reference. */
  private contentsIn(text: string): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    const open = [text];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const [reference, address = "", attribute = ""] of next.matchAll(references)) {
        if (found.has(reference)) continue;
        const block = this.blocks.get(address) ?? this.arguments.get(address)?.[attribute.slice(1)];
        if (block === undefined) continue;
        const content = canonicalJson(block);
        found.set(reference, content);
        open.push(content);
      }
    }
    return found;
  }
}

const references =
  /\b(data\.\w+\.[\w-]+|(?:var|local|module)\.[\w-]+|(?:module\.[\w-]+\.)*[a-z][a-z0-9]*_\w+\.[\w-]+)(\.\w+)?/g;

/** JSON with sorted keys. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    isJsonObject(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item,
  );
}
