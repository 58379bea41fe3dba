import { deepestNesting, isNestedTooDeep } from "../policy/nesting";
import type { Read } from "./read-file";

export function parseJson(text: string): Read<unknown> {
  if (text.trim() === "") return { problem: "empty" };
  if (isUtf16(text)) return { problem: "UTF-16, not UTF-8 (Windows PowerShell writes it with >)" };
  if (isNestedTooDeep(text)) return { problem: `JSON that is nested more than ${deepestNesting} deep` };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { problem: "not JSON" };
  }
}

/** Whether the text came from UTF-16, whose byte order mark is no UTF-8. */
function isUtf16(text: string): boolean {
  return text.startsWith("\uFFFD\uFFFD") && text.slice(2, 6).includes("\0");
}
