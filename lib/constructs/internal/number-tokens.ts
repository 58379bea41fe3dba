import { Token, Tokenization } from "cdktf";
import { hasToken, splitTokens } from "../../policy";

/**
 * Replaces tokens of numbers by tokens of strings. The framework encodes a number token as a number, and does not find it
 * next to digits, signs and periods.
 */
export function withoutNumberTokens(text: string): string {
  if (!hasToken(text)) return text;
  return splitTokens(text)
    .map(({ kind, text: part }) => {
      const token = kind === "token" && !part.startsWith("${") ? Tokenization.reverseNumber(Number(part)) : undefined;
      return token === undefined ? part : Token.asString(token);
    })
    .join("");
}
