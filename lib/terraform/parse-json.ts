import { deepestNesting, isNestedTooDeep } from "../policy/nesting";
import type { Read } from "./read-file";

export function parseJson(text: string): Read<unknown> {
  if (isNestedTooDeep(text)) return { problem: `JSON that is nested more than ${deepestNesting} deep` };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { problem: "not JSON" };
  }
}
