import { parseJsonText } from "../policy/json-text";
import type { Read } from "./read-file";
import { utf16 } from "./utf16";

export function parseJson(text: string): Read<unknown> {
  if (text.trim() === "") return { problem: "empty" };
  return isUtf16Text(text) ? { problem: utf16 } : parseJsonText(text);
}

/** Whether the text came from UTF-16, whose byte order mark is no UTF-8. */
function isUtf16Text(text: string): boolean {
  return text.startsWith("\uFFFD\uFFFD") && text.slice(2, 6).includes("\0");
}
