/** A text without the byte order mark that some editors put before it, which is no JSON. */
export function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, "");
}
