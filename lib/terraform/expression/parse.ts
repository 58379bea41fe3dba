import { Cursor, SyntaxFailure, type SyntaxProblem } from "./cursor";
import { ExpressionParser } from "./expression-parser";
import type { Expression, Node } from "./syntax";

export type ParseResult = { readonly expression: Expression } | { readonly problem: SyntaxProblem };

/** Parses an expression of HCL's native syntax, such as what is between `${` and `}`. Never throws. */
export function parseExpression(source: string): ParseResult {
  return parse(source, (parser) => parser.wholeExpression());
}

/** Parses a template: a text of Terraform JSON, or a template file. Never throws. */
export function parseTemplate(source: string): ParseResult {
  return parse(source, (parser) => parser.wholeTemplate());
}

function parse(source: string, read: (parser: ExpressionParser) => Node): ParseResult {
  try {
    return { expression: { source, node: read(new ExpressionParser(new Cursor(source))) } };
  } catch (error) {
    if (error instanceof SyntaxFailure) return { problem: error.problem };
    throw error;
  }
}
