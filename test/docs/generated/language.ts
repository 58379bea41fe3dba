/** A language of the site. */
export type Language = "english" | "chinese";

/** A text in each language. */
export type Texts = Readonly<Record<Language, string>>;

/** Says that a page is generated; the test of the site looks for it. */
export function generatedNote(command: string, source: Texts, language: Language): string {
  return language === "english"
    ? `<!-- Written by \`${command}\` from ${source.english}. A test fails if it is out of date. -->`
    : `<!-- Written by \`${command}\`. 由${source.chinese}生成，过期时测试会失败。 -->`;
}

/** Characters with a meaning in Markdown, escaped. */
export function plain(text: string): string {
  return text.replace(/[\\`*[\]<>|{}]/g, "\\$&");
}

/** Ends no cell, also not within code. */
function cell(text: string): string {
  return text.replace(/(?<!\\)\|/g, "\\|");
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |`).join("\n");
}

/** Paragraphs of a page, which ends with one line end. */
export function pageOf(paragraphs: readonly string[]): string {
  return `${paragraphs.join("\n\n")}\n`;
}
