/** A key that occurs twice in the same JSON object. */
export interface RepeatedKey {
  readonly key: string;
  /** Path of the object, as keys and indices. */
  readonly inside: readonly (string | number)[];
}

/**
 * Maximum depth of objects and lists whose keys are checked. Condition keys, the deepest elements of RAM, are five deep.
 * Documents with deeper objects are refused for other reasons.
 */
const deepest = 8;

/**
 * Finds keys that occur twice in the same JSON object. `JSON.parse` silently keeps the last one, so that a condition
 * could get lost. Reads the text once.
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

/** An object or list that is still open. */
interface Container {
  /** The keys so far, for an object. */
  readonly keys?: Set<string>;
  /** The key or index of the current value. */
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
