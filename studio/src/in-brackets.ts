/**
 * Replaces `lib/terraform/hcl-text/in-brackets.ts`, which needs the parser of Terraform's expressions. The modules on the page
 * have expressions of one line only.
 *
 * @throws Error for other expressions, because Terraform could not read the module
 */
export function isInBrackets(expression: string): boolean {
  throw new Error(`an expression of several lines: ${expression}`);
}
