import type { PolicyStatement } from "../statement";
import { textSize } from "../text-size";

/** Bytes of a text, with the reserved size for tokens. */
export function bytesOf(text: string): number {
  const { known, reserved } = textSize(text);
  return known + reserved;
}

/** Bytes of a statement in a document's text. */
export function statementBytes(statement: PolicyStatement): number {
  return bytesOf(JSON.stringify(statement.toJson()));
}
