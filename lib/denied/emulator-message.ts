import { isJsonObject } from "../policy/json-value";
import { caseInsensitive } from "../terraform/case-insensitive";

/**
 * The resource in a diagnostic message of the emulator, which is JSON in base64; `undefined` for messages of RAM, whose
 * encoding is not documented.
 *
 * @param action the refused action, which a message of the emulator must name
 */
export function resourceInMessage(message: string | undefined, action: string): string | undefined {
  const text = Buffer.from(message ?? "", "base64").toString("utf8");
  if (!text.startsWith("{")) return undefined;
  try {
    const found = JSON.parse(text) as unknown;
    if (!isJsonObject(found)) return undefined;
    const read = caseInsensitive(found);
    return read.text("AuthAction") === action ? read.text("AuthResource") : undefined;
  } catch {
    return undefined;
  }
}
