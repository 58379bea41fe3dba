/**
 * Any text in lower-case letters, digits, `.`, `-` and `_`, so that it can stand in a token or a pattern, and stays the
 * same without regard to letter case. Other characters become `_` and their UTF-16 code: `A b` becomes `_0041_0020b`.
 */
export function codedText(text: string): string {
  return text.replace(/[^a-z0-9.-]/g, (unit) => `_${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The text that {@link codedText} was given; `undefined` for what it does not give. */
export function decodedText(code: string): string | undefined {
  const text = code.replace(/_([0-9a-f]{4})/g, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)));
  return codedText(text) === code ? text : undefined;
}
