import { jsonFault } from "./json-fault";
import { deepestNesting, isNestedTooDeep } from "./nesting";

/** The value of a text, or why the text has none. */
export type ParsedJson = { readonly value: unknown } | { readonly problem: string };

/** Reads JSON. The problem is worded by this library, because Node's messages differ between its versions. */
export function parseJsonText(text: string): ParsedJson {
  if (isNestedTooDeep(text)) return { problem: `JSON that is nested more than ${deepestNesting} deep` };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { problem: `not JSON (${jsonFault(text)})` };
  }
}
