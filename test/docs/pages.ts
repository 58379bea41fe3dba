import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { slugify } from "../../docs/.vitepress/slugify";

export const root = path.join(__dirname, "..", "..");

/** A Markdown file of the repository that is written for people. */
export interface Page {
  /** From the root, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** Every page that is tracked or about to be; what tests compare output with is none. */
export const pages: readonly Page[] = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "--", "*.md"],
  { cwd: root, encoding: "utf8" },
)
  .split("\n")
  .filter((file) => file !== "" && !file.startsWith("test/"))
  .sort()
  .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));

export function page(file: string): Page {
  const found = pages.find((one) => one.file === file);
  if (found === undefined) throw new Error(`no page ${file}`);
  return found;
}

/** A block of code in a page. */
export interface Block {
  readonly file: string;
  readonly language: string;
  readonly code: string;
  readonly line: number;
}

/** Blocks of these languages. */
export function blocks({ file, text }: Page, ...languages: readonly string[]): readonly Block[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .map(({ 1: language = "", 2: code = "", index }) => ({
      file,
      language,
      code,
      line: text.slice(0, index).split("\n").length,
    }))
    .filter(({ language }) => languages.includes(language));
}

/** The pages of the site, by their name in each language. Decisions are for contributors, and in English only. */
export const site = {
  english: new Map(
    pages
      .filter(({ file }) => /^docs\/(?!zh\/|decisions\/)/.test(file))
      .map((one) => [one.file.slice("docs/".length), one]),
  ),
  chinese: new Map(
    pages.filter(({ file }) => file.startsWith("docs/zh/")).map((one) => [one.file.slice("docs/zh/".length), one]),
  ),
};

/** Anchors of headings, as GitHub makes them. */
export function anchors({ text }: Page): ReadonlySet<string> {
  const prose = text.replace(/^```.*?^```$/gms, "");
  const counts = new Map<string, number>();
  const found = [...prose.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = ""]) => {
    const anchor = slugify(heading);
    const count = counts.get(anchor) ?? 0;
    counts.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
  return new Set(found);
}
