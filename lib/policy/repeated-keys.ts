/** One key of a JSON object that occurs again in the same object. */
export interface RepeatedKey {
  readonly key: string;
  /** Where the object is, as keys and indices from the outside. */
  readonly inside: readonly (string | number)[];
}

/**
 * How many objects and lists deep keys are looked at. The elements that RAM defines end with the keys of a condition,
 * five deep; a document that has objects elsewhere is refused for that.
 */
const deepest = 8;

/**
 * The keys that a JSON text has twice in one object. `JSON.parse` keeps the last of them and says nothing, so that a
 * condition could get lost. Reads the text once, whatever its length and depth.
 *
 * @param text valid JSON
 */
export function repeatedKeys(text: string): readonly RepeatedKey[] {
  const repeated: RepeatedKey[] = [];
  const open: Container[] = [];
  for (let position = 0; position < text.length; position++) {
    const character = text[position];
    const current = open.at(-1);
    if (character === "{") open.push({ keys: new Set(), at: "", awaitsKey: true });
    else if (character === "[") open.push({ at: 0, awaitsKey: false });
    else if (character === "}" || character === "]") open.pop();
    else if (character === "," && current?.keys !== undefined) current.awaitsKey = true;
    else if (character === "," && current !== undefined) current.at = Number(current.at) + 1;
    else if (character === '"') {
      const start = position;
      position = lastOfString(text, start);
      if (current?.keys === undefined || !current.awaitsKey) continue;
      const key = JSON.parse(text.slice(start, position + 1)) as string; // a JSON string, quotes included
      if (current.keys.has(key)) repeated.push({ key, inside: open.slice(0, -1).map(({ at }) => at) });
      if (open.length <= deepest) current.keys.add(key);
      current.at = key;
      current.awaitsKey = false;
    }
  }
  return repeated;
}

/** An object or list that is not closed yet. */
interface Container {
  /** Keys read so far; only objects have them. */
  readonly keys?: Set<string>;
  /** The key or index of the value that is being read. */
  at: string | number;
  /** Whether the next string is a key. */
  awaitsKey: boolean;
}

/** Position of the quote that closes the string whose opening quote is at `start`. */
function lastOfString(text: string, start: number): number {
  let position = start + 1;
  while (position < text.length && text[position] !== '"') position += text[position] === "\\" ? 2 : 1;
  return position;
}
