import { splitTokens } from "../policy";

/**
 * Text as a Terraform template that gives exactly this text.
 *
 * Terraform reads `${` and `%{` in a string as the start of an expression, so they are doubled. Tokens of the framework
 * stay: they become the expressions. A `$` before a token would join it into an escape, so it is written as an
 * expression of its own.
 */
export function escapeTemplate(text: string): string {
  return splitTokens(text)
    .map(({ kind, text: part }, index, parts) => {
      if (kind === "token") return part;
      const escaped = part.replace(/[$%]\{/g, (start) => `${start.charAt(0)}${start}`);
      return parts[index + 1]?.kind === "token" && escaped.endsWith("$") ? `${escaped.slice(0, -1)}\${"$"}` : escaped;
    })
    .join("");
}

/** Tags as Terraform templates that give exactly their texts. */
export function escapeTags(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [escapeTemplate(key), escapeTemplate(value)]));
}
