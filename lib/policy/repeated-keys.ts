/** One key of a JSON object that occurs again in the same object. */
export interface RepeatedKey {
  readonly key: string;
  /** Where the object is, as keys and indices from the outside. */
  readonly inside: readonly string[];
}

/**
 * The keys that a JSON text has twice in one object. `JSON.parse` keeps the last of them and says nothing, so that a
 * condition could get lost.
 *
 * @param text valid JSON
 */
export function repeatedKeys(text: string): readonly RepeatedKey[] {
  const repeated: RepeatedKey[] = [];
  const open: Container[] = [];
  const tokens = text.matchAll(/"(?:[^"\\]|\\.)*"(?<colon>\s*:)?|[[\]{},]/gs);
  for (const { 0: token, groups } of tokens) {
    const current = open.at(-1);
    if (token === "{" || token === "[")
      open.push({ isList: token === "[", keys: new Set(), at: token === "[" ? 0 : "" });
    else if (token === "}" || token === "]") open.pop();
    else if (token === "," && current?.isList === true) current.at = Number(current.at) + 1;
    else if (groups?.["colon"] !== undefined && current !== undefined) {
      const key = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)) as string; // the pattern took a JSON string
      if (current.keys.has(key)) repeated.push({ key, inside: open.slice(0, -1).map(({ at }) => String(at)) });
      current.keys.add(key);
      current.at = key;
    }
  }
  return repeated;
}

/** An object or list that is not closed yet. */
interface Container {
  readonly isList: boolean;
  readonly keys: Set<string>;
  /** The key or index of the value that is being read. */
  at: string | number;
}
