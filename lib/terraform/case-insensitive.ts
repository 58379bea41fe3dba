import { asList } from "./json-values";
import { isJsonObject } from "../policy/json-value";
import { foldCase } from "../policy/letter-case";

/** A JSON object with case-insensitive keys, because SDKs spell the keys of the same answer differently. */
export interface CaseInsensitive {
  get(key: string): unknown;
  has(key: string): boolean;
  /** A string, or a number as a string; `undefined` for any other value and for the empty string. */
  text(key: string): string | undefined;
}

export function caseInsensitive(value: object): CaseInsensitive {
  const values = new Map<string, unknown>();
  for (const [key, one] of Object.entries(value)) values.set(foldCase(key), one);
  const get = (key: string): unknown => values.get(foldCase(key));
  return {
    get,
    has: (key) => values.has(foldCase(key)),
    text: (key) => {
      const found = get(key);
      if (typeof found === "number") return String(found);
      return typeof found === "string" && found !== "" ? found : undefined;
    },
  };
}

/** The list in an answer, e.g. at `Roles.Role`, or directly at `Roles`. */
export function entriesIn(
  answer: CaseInsensitive,
  [outer, inner]: readonly [string, string],
): readonly CaseInsensitive[] {
  const found = answer.get(outer);
  const list = isJsonObject(found) ? caseInsensitive(found).get(inner) : found;
  return asList(list).filter(isJsonObject).map(caseInsensitive);
}
