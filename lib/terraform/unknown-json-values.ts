import { isJsonObject } from "../policy/json-value";
import type { PartlyKnownText, TextPart } from "./expression";
import { parseJson } from "./read-file";

type Path = readonly (string | number)[];

/**
 * Where the unknown values are that `jsonencode` writes into a text: their paths in the document that the text is, or in what
 * `jsonencode` writes if the text is no JSON.
 */
export function unknownJsonValues({ parts }: PartlyKnownText): readonly Path[] {
  const open = parts.flatMap((part, index) => (isValue(part) ? [{ part, index }] : []));
  if (open.length === 0) return [];
  const text = parts.map((part, index) => (typeof part === "string" ? part : standIn(part, index))).join("");
  const json = parseJson(text);
  const found = new Map<string, Path>();
  if ("value" in json) addPaths(found, json.value, []);
  return open.map(({ part, index }) => found.get(marker(index)) ?? part.json?.path ?? []);
}

function isValue(part: TextPart): part is Exclude<TextPart, string> {
  return typeof part !== "string" && part.json?.as === "value";
}

/** A text that no document has, in place of an unknown part. */
function marker(index: number): string {
  return `\uE000unknown ${index}\uE000`;
}

function standIn(part: Exclude<TextPart, string>, index: number): string {
  return isValue(part) ? JSON.stringify(marker(index)) : marker(index);
}

function addPaths(found: Map<string, Path>, value: unknown, path: Path): void {
  if (typeof value === "string") found.set(value, path);
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) addPaths(found, item, [...path, index]);
  else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) addPaths(found, item, [...path, key]);
  }
}
