import { splitTokens } from "../policy";
import { sequencesIn } from "../policy/patterns/template-sequences";

/**
 * A piece of a Terraform template, as written. `text` stands for itself; `escape` is `$${` or `%%{`, which stand for `${`
 * and `%{`; `interpolation` is a `${...}` and `directive` a `%{...}`, which only Terraform can evaluate.
 */
export interface TemplatePart {
  readonly kind: "text" | "escape" | "interpolation" | "directive";
  readonly source: string;
}

/** Splits a template into its parts, in order. Joining the sources gives the template back. */
export function templateParts(template: string): readonly TemplatePart[] {
  if (!/[$%]\{/.test(template)) return template === "" ? [] : [{ kind: "text", source: template }];
  const parts: TemplatePart[] = [];
  let from = 0;
  for (const { start, end } of sequencesIn(template, "template")) {
    const kind = template[start] === "$" ? "interpolation" : "directive";
    parts.push(...plainParts(template.slice(from, start)), { kind, source: template.slice(start, end) });
    from = end;
  }
  return [...parts, ...plainParts(template.slice(from))];
}

function plainParts(source: string): readonly TemplatePart[] {
  return source
    .split(/(\$\$\{|%%\{)/)
    .map((one, index) => ({ kind: index % 2 === 1 ? ("escape" as const) : ("text" as const), source: one }))
    .filter((part) => part.source !== "");
}

/** Whether a part is without an expression, so that {@link plainText} is known. */
export function isPlain({ kind }: TemplatePart): boolean {
  return kind === "text" || kind === "escape";
}

/** The text that a plain part stands for. */
export function plainText({ kind, source }: TemplatePart): string {
  return kind === "escape" ? source.slice(1) : source;
}

/** Whether only Terraform knows what a template stands for. */
export function hasExpression(template: string): boolean {
  return sequencesIn(template, "template").length > 0;
}

/** The expression inside of a template that is one `${...}` and nothing else, without spaces around it. */
export function onlyExpression(template: string): string | undefined {
  const [first, ...more] = templateParts(template);
  return first?.kind === "interpolation" && more.length === 0 ? expressionIn(first.source) : undefined;
}

/** The expressions inside of the `${...}` of a template, without spaces around them. */
export function expressionsIn(template: string): readonly string[] {
  return templateParts(template).flatMap(({ kind, source }) =>
    kind === "interpolation" ? [expressionIn(source)] : [],
  );
}

/**
 * The template with something else in place of its `${...}`.
 *
 * @param change from the expression inside, without spaces around it, and the `${...}` as written, to a template
 */
export function mapInterpolations(template: string, change: (expression: string, source: string) => string): string {
  if (!template.includes("${")) return template;
  return templateParts(template)
    .map(({ kind, source }) => (kind === "interpolation" ? change(expressionIn(source), source) : source))
    .join("");
}

function expressionIn(interpolation: string): string {
  return interpolation.replace(/^\$\{~?|~?\}$/g, "").trim();
}

/** Text as a Terraform template that gives exactly this text. Tokens of the framework stay: they become expressions. */
export function escapeTemplate(text: string): string {
  return templateOf(splitTokens(text).map((part) => ({ isLiteral: part.kind === "literal", text: part.text })));
}

/**
 * The template of literal texts and sequences. Terraform reads `${` and `%{` as the beginning of a sequence, so they are
 * doubled in literals. A `$` before a sequence would turn it into an escape, so it is written as an expression of its own.
 */
export function templateOf(parts: readonly { readonly isLiteral: boolean; readonly text: string }[]): string {
  return parts
    .map(({ isLiteral, text }, index) => {
      if (!isLiteral) return text;
      const escaped = text.replace(/[$%]\{/g, (start) => `${start.charAt(0)}${start}`);
      const isLast = parts[index + 1]?.isLiteral !== false;
      return isLast || !escaped.endsWith("$") ? escaped : `${escaped.slice(0, -1)}\${"$"}`;
    })
    .join("");
}

/** Tags as Terraform templates that give exactly their texts. */
export function escapeTags(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [escapeTemplate(key), escapeTemplate(value)]));
}
