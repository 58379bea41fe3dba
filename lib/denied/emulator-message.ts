import { isJsonObject } from "../policy/json-value";
import { caseInsensitive } from "../terraform/case-insensitive";

/**
 * The resource in a diagnostic message of the emulator, which is JSON in base64; `undefined` for messages of RAM, whose
 * encoding is not documented.
 *
 * @param action the refused action, which a message of the emulator must name
 */
export function resourceInMessage(message: string | undefined, action: string): string | undefined {
  try {
    const found = JSON.parse(decoded(message ?? "")) as unknown;
    if (!isJsonObject(found)) return undefined;
    const read = caseInsensitive(found);
    return read.text("AuthAction") === action ? read.text("AuthResource") : undefined;
  } catch {
    return undefined;
  }
}

/** A text in base64, without what only Node has. */
function decoded(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
