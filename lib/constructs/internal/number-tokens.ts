import { Token, Tokenization } from "cdktf";
import { hasToken, splitTokens } from "../../policy";

/**
 * The same text with tokens of numbers as tokens of strings. The framework writes a number token as a number of its own
 * and does not find it again beside digits, signs and periods.
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
