import { parseExpression } from "../expression";

/** Whether the first bracket of an expression of several lines opens on its first line, and closes at its end. */
export function isInBrackets(expression: string): boolean {
  const parsed = parseExpression(expression);
  const kind = "problem" in parsed ? undefined : parsed.expression.node.kind;
  return kind !== undefined && bracketed.has(kind) && /^[^\n]*[([{]/.test(expression);
}

const bracketed: ReadonlySet<string> = new Set(["call", "tuple", "object", "for", "parentheses"]);
