import { isJsonObject } from "../../policy/json-value";
import { onlyExpression, isPlain, templateParts } from "../template";
import { isInBrackets } from "./in-brackets";

/** A value of Terraform JSON as an expression of HCL, in lines: the first is not indented, the others are from the left. */
export function expressionLines(value: unknown): readonly string[] {
  if (typeof value === "string") return templateLines(value);
  if (Array.isArray(value)) return listLines(value);
  if (isJsonObject(value)) return objectLines(Object.entries(value));
  return [JSON.stringify(value)];
}

/** A reference such as `alicloud.b`, which Terraform JSON has as a plain text. */
export function referenceText(text: string): string {
  return onlyExpression(text) ?? text;
}

/** A text of Terraform JSON is a template: a single `${...}` becomes its expression, everything else is quoted. */
function templateLines(template: string): readonly string[] {
  const expression = onlyExpression(template);
  const isWhole = expression !== undefined && template.startsWith("${") && !/^\$\{~|~\}$/.test(template);
  if (!isWhole) return [quoted(template)];
  const lines = expression.split("\n");
  // Outside of brackets, a line break ends an argument.
  return lines.length === 1 || isInBrackets(expression)
    ? lines
    : [`(${lines[0] ?? ""}`, ...lines.slice(1, -1), `${lines.at(-1) ?? ""})`];
}

/** A template between quotes. Only its literal parts are escaped. */
export function quoted(template: string): string {
  const parts = templateParts(template).map((part) => (isPlain(part) ? escaped(part.source) : part.source));
  return `"${parts.join("")}"`;
}

function escaped(text: string): string {
  return text.replace(/["\\]|[\p{Cc}\u2028\u2029]/gu, (found) => {
    if (found === '"' || found === "\\") return `\\${found}`;
    const short = { "\n": "\\n", "\r": "\\r", "\t": "\\t" }[found];
    return short ?? `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

function listLines(items: readonly unknown[]): readonly string[] {
  if (items.length === 0) return ["[]"];
  const texts = items.map(expressionLines);
  const [only = []] = texts;
  if (texts.length === 1 && only.length === 1) return [`[${only.join("")}]`];
  return ["[", ...texts.flatMap((lines) => indented([...lines.slice(0, -1), `${lines.at(-1) ?? ""},`])), "]"];
}

function objectLines(entries: readonly (readonly [string, unknown])[]): readonly string[] {
  if (entries.length === 0) return ["{}"];
  return [
    "{",
    ...indented(assignmentLines(entries.map(([key, value]) => [keyText(key), expressionLines(value)]))),
    "}",
  ];
}

function keyText(key: string): string {
  const isName = /^[A-Za-z_][\w-]*$/.test(key) && !["for", "if", "in", "null", "true", "false"].includes(key);
  return isName ? key : quoted(key);
}

/**
 * Assignments as `terraform fmt` writes them: the signs of equality of neighbours are below each other, where each is on
 * one line.
 */
export function assignmentLines(
  assignments: readonly (readonly [name: string, lines: readonly string[]])[],
): readonly string[] {
  const found: string[] = [];
  for (let from = 0; from < assignments.length;) {
    const [name = "", lines = []] = assignments[from] ?? [];
    if (lines.length > 1) {
      found.push(`${name} = ${lines[0] ?? ""}`, ...lines.slice(1));
      from += 1;
      continue;
    }
    const end = assignments.findIndex(([, more], index) => index > from && more.length > 1);
    const run = assignments.slice(from, end === -1 ? assignments.length : end);
    const width = Math.max(...run.map(([one]) => widthOf(one)));
    for (const [one, text] of run) found.push(`${one}${" ".repeat(width - widthOf(one))} = ${text.join("")}`);
    from += run.length;
  }
  return found;
}

/** In characters as people see them. */
function widthOf(text: string): number {
  return Array.from(segmenter.segment(text)).length;
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

export function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === "" ? line : `  ${line}`));
}
