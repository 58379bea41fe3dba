import { visibleText } from "../summary";

/** Escaped HTML. Only {@link html} makes it. */
export class Markup {
  private constructor(private readonly text: string) {}

  /** Marks a literal in the source code as HTML. Never pass data. */
  public static trusted(text: string): Markup {
    return new Markup(text);
  }

  public toString(): string {
    return this.text;
  }
}

/** What a template takes: text, which is escaped; markup; lists of both; `undefined` for nothing. */
export type Content = string | number | Markup | undefined | readonly Content[];

/**
 * HTML with all texts escaped, for content and for attributes in double quotes. Removes the indentation of the template's
 * lines.
 */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const written = parts.map((part) => part.replace(/\n\s*/g, "\n"));
  return Markup.trusted(written.reduce((page, part, index) => `${page}${toHtml(contents[index - 1])}${part}`));
}

function toHtml(content: Content): string {
  if (content === undefined) return "";
  if (content instanceof Markup) return content.toString();
  if (typeof content === "string" || typeof content === "number") return escapeHtml(String(content));
  return content.map(toHtml).join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/** Escapes markup, and shows invisible characters and those that change the direction of writing. */
export function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"'`]/g, (character) => entities[character] ?? "");
}
