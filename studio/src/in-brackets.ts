/**
 * In place of `lib/terraform/hcl-text/in-brackets.ts`, which needs the parser of Terraform's expressions: those in the modules
 * that the page shows are on one line.
 *
 * @throws Error for another one, so that no module is written that Terraform would not read
 */
export function isInBrackets(expression: string): boolean {
  throw new Error(`an expression of several lines: ${expression}`);
}
