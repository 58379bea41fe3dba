import { visibleText } from "../summary";

/** A piece of HTML that is safe to put into a page: made by {@link html} only. */
export class Markup {
  private constructor(private readonly text: string) {}

  /** Text as written here in the source, never data. */
  public static trusted(text: string): Markup {
    return new Markup(text);
  }

  public toString(): string {
    return this.text;
  }
}

/** What may stand in a template: text, which is escaped; markup; lists of both; `undefined` for nothing. */
export type Content = string | number | Markup | undefined | readonly Content[];

/**
 * HTML with every text in it escaped, for content and for attributes in double quotes. Lines of the template lose their
 * indentation.
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

/** Data as text of a page: nothing in it is markup, and nothing in it is invisible or changes the order of letters. */
export function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"'`]/g, (character) => entities[character] ?? "");
}
