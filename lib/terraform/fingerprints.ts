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
      for (const [, address = "", attribute = ""] of next.matchAll(references)) {
        const block = this.blocks.get(address);
        const reference = block === undefined ? `${address}${attribute}` : address;
        const value = block ?? this.arguments.get(address)?.[attribute.slice(1)];
        if (value === undefined || found.has(reference)) continue;
        const content = canonicalJson(value);
        found.set(reference, content);
        open.push(content);
      }
    }
    return found;
  }
}

/** What a fingerprint is made of: the value as written, and the content of everything that it refers to, by address. */
export interface FingerprintParts {
  readonly written: unknown;
  readonly referred: ReadonlyMap<string, unknown>;
}

export function fingerprintParts(fingerprint: string): FingerprintParts {
  // As Fingerprints writes it.
  const [text, found] = JSON.parse(fingerprint) as readonly [string, readonly (readonly [string, string])[]];
  return {
    written: JSON.parse(text),
    referred: new Map(found.map(([address, content]) => [address, JSON.parse(content) as unknown])),
  };
}

const references =
  /\b(data\.\w+\.[\w-]+|(?:var|local|module)\.[\w-]+|(?:module\.[\w-]+\.)*[a-z][a-z0-9]*_\w+\.[\w-]+)(\.\w+)?/g;

/** JSON with sorted keys. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    isJsonObject(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item,
  );
}
