import { hasToken, splitTokens } from "../policy";
import { sequencesIn } from "../policy/patterns/template-sequences";

/**
 * A part of a Terraform template. `text` is literal; `escape` is `$${` or `%%{`, the escapes of `${` and `%{`;
 * `interpolation` is `${...}` and `directive` is `%{...}`, which only Terraform can evaluate.
 */
export interface TemplatePart {
  readonly kind: "text" | "escape" | "interpolation" | "directive";
  readonly source: string;
}

/** Splits a template into its parts. Their joined sources are equal to the template. */
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

/** Whether a part is literal, so that {@link plainText} can read it. */
export function isPlain({ kind }: TemplatePart): boolean {
  return kind === "text" || kind === "escape";
}

/** The unescaped text of a plain part. */
export function plainText({ kind, source }: TemplatePart): string {
  return kind === "escape" ? source.slice(1) : source;
}

/** Whether only Terraform can evaluate a template. */
export function hasExpression(template: string): boolean {
  return sequencesIn(template, "template").length > 0;
}

/** The trimmed expression of a template that is a single `${...}`; `undefined` for other templates. */
export function onlyExpression(template: string): string | undefined {
  const [first, ...more] = templateParts(template);
  return first?.kind === "interpolation" && more.length === 0 ? expressionIn(first.source) : undefined;
}

/** The trimmed expressions in the `${...}` of a template. */
export function expressionsIn(template: string): readonly string[] {
  return templateParts(template).flatMap(({ kind, source }) =>
    kind === "interpolation" ? [expressionIn(source)] : [],
  );
}

/**
 * Replaces each `${...}` of a template.
 *
 * @param change returns a template for the trimmed expression; `source` is the whole `${...}`
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

/** Escapes text for a Terraform template. Framework tokens stay, because the framework turns them into expressions. */
export function escapeTemplate(text: string): string {
  if (!/[$%]\{/.test(text) && !hasToken(text)) return text; // most texts
  return templateOf(splitTokens(text).map((part) => ({ isLiteral: part.kind === "literal", text: part.text })));
}

/**
 * Builds a template. In literal text, `${` and `%{` are escaped. A literal `$` before an expression is written as
 * `${"$"}`, because `$${` would be an escape.
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

export function escapeTags(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [escapeTemplate(key), escapeTemplate(value)]));
}
