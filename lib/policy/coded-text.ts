/**
 * Encodes text with lower-case letters, digits, `.`, `-` and `_` only, for use in tokens and patterns. The code survives
 * case folding. Other characters become `_` and their UTF-16 code: `A b` becomes `_0041_0020b`.
 */
export function codedText(text: string): string {
  return text.replace(/[^a-z0-9.-]/g, (unit) => `_${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Decodes a code of {@link codedText}; `undefined` for any other text. */
export function decodedText(code: string): string | undefined {
  const text = code.replace(/_([0-9a-f]{4})/g, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)));
  return codedText(text) === code ? text : undefined;
}
