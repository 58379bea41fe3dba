import { codedText } from "../../lib/policy/coded-text";

/** The token that stands for an expression, e.g. `${var.a}`, in a document that was read from a stack. */
export function expressionToken(expression: string): string {
  return `\${TfToken[expression.${codedText(expression)}]}`;
}

/** The token that stands for a literal text that looks like a token. */
export function literalToken(text: string): string {
  return `\${TfToken[literal.${codedText(text)}]}`;
}
