/**
 * Reading strings of synthesized Terraform JSON, where `${...}` is an expression that only Terraform can evaluate and
 * `$${` and `%%{` stand for the plain text `${` and `%{`.
 */

/** A string with its expressions taken out, so that it can be parsed as what it is about. */
export interface ExtractedText {
  /** The plain text, with a framework token in place of each expression. */
  readonly text: string;
  /** Puts the expressions back in, as `${...}`. For showing, not for Terraform. */
  readonly restore: (text: string) => string;
}

/**
 * Takes the expressions out of a string. Equal expressions have equal tokens in whatever string they stand.
 */
export function extractExpressions(template: string): ExtractedText {
  let text = "";
  for (let at = 0; at < template.length;) {
    const escape = ["$${", "%%{"].find((start) => template.startsWith(start, at));
    if (escape !== undefined) {
      text += escape.slice(1);
      at += escape.length;
    } else if (template.startsWith("${", at) || template.startsWith("%{", at)) {
      const end = endOfExpression(template, at + 2);
      text += expressionToken(template.slice(at, end));
      at = end;
    } else {
      text += template[at] ?? "";
      at += 1;
    }
  }
  return { text, restore: restoreExpressions };
}

/** Puts expressions back in the place of their tokens, as `${...}`. For showing, not for Terraform. */
export function restoreExpressions(text: string): string {
  return text.replace(tokenPattern, (token, index: string) => expressions[Number(index)] ?? token);
}

const expressions: string[] = [];
const numbers = new Map<string, number>();

/** A framework token that stands for an expression, e.g. `${alicloud_ram_role.r.arn}`, until the process ends. */
export function expressionToken(expression: string): string {
  let number = numbers.get(expression);
  if (number === undefined) {
    number = expressions.push(expression) - 1;
    numbers.set(expression, number);
  }
  return `\${TfToken[expression.${number}]}`;
}

const tokenPattern = /\$\{TfToken\[expression\.(\d+)\]\}/g;

/** Position after the brace that closes an expression; braces in its quoted strings do not count. */
function endOfExpression(template: string, start: number): number {
  let depth = 1;
  for (let at = start; at < template.length; at += 1) {
    const character = template[at];
    if (character === '"') at = endOfString(template, at + 1);
    else if (character === "{") depth += 1;
    else if (character === "}" && --depth === 0) return at + 1;
  }
  return template.length;
}

/** Position of the quote that closes a string. */
function endOfString(template: string, start: number): number {
  for (let at = start; at < template.length; at += 1) {
    if (template[at] === "\\") at += 1;
    else if (template[at] === '"') return at;
  }
  return template.length;
}
