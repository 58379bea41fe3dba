/** Terraform's expressions: parsing, values that may be unknown, and evaluation. */
export { Budget } from "./budget";
export type { SyntaxProblem } from "./cursor";
export { evaluate } from "./evaluate";
export { functionNames } from "./functions";
export { type ParseResult, parseExpression, parseTemplate } from "./parse";
export type { Scope, Step } from "./scope";
export type { Expression, Position } from "./syntax";
export * from "./values";
export { expressionOf, templateText } from "./written-values";
