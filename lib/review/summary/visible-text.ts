/**
 * Characters that show nothing, move what stands beside them, or command a terminal: controls, line ends, zero-width
 * characters, marks of writing direction, and halves of characters.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** The text with its invisible characters spelled out as `\uXXXX`, so that what is shown is all there is. */
export function visibleText(text: string): string {
  return text.replace(invisible, (found) =>
    Array.from(
      { length: found.length },
      (_, unit) => `\\u${found.charCodeAt(unit).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}
