export const utf16 = "it is UTF-16, not UTF-8 (Windows PowerShell writes it with >)";

/** Whether text begins as UTF-16: with its byte order mark, or with a character of ASCII. */
export function isUtf16([first, second, third, fourth]: Uint8Array): boolean {
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return (first !== 0 && second === 0 && third !== 0 && fourth === 0) || (first === 0 && second !== 0 && third === 0);
}
