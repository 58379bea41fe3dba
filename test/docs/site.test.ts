import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { searchWords } from "../../docs/.vitepress/search-words";
import { type Page, page, pages, root, site } from "./pages";

const contents = Object.values(
  JSON.parse(readFileSync(path.join(root, "docs/.vitepress/contents.json"), "utf8")) as Readonly<
    Record<string, readonly string[]>
  >,
).flat();

const readme = { name: "README.md", english: page("README.md"), chinese: page("README.zh-CN.md") };
const both = [
  readme,
  ...[...site.english].flatMap(([name, english]) => {
    const chinese = site.chinese.get(name);
    return chinese === undefined ? [] : [{ name, english, chinese }];
  }),
];

/** Blocks of code as they are, with their language. */
function codeOf({ text }: Page): readonly string[] {
  return text.match(/^```.*?^```$/gms) ?? [];
}

function proseOf({ text }: Page): string {
  return text.replace(/^```.*?^```$/gms, "");
}

/** The levels of the headings in their order. */
function headingsOf(page: Page): readonly string[] {
  return [...proseOf(page).matchAll(/^(#{1,6}) /gm)].map(([, level = ""]) => level);
}

it("has the same pages in both languages", () => {
  expect(site.english.size).toBeGreaterThan(25);
  expect([...site.chinese.keys()].sort()).toEqual([...site.english.keys()].sort());
});

it.each(both.map(({ name, english, chinese }) => [name, english, chinese] as const))(
  "%s has the same headings and the same code in both languages",
  (_, english, chinese) => {
    expect(headingsOf(chinese)).toEqual(headingsOf(english));
    expect(codeOf(chinese)).toEqual(codeOf(english));
  },
);

it("the contents list every page but the first", () => {
  expect([...contents, "index.md"].sort()).toEqual([...site.english.keys()].sort());
});

it("paragraphs of Chinese pages are Chinese", () => {
  const generated = /^<!-- Written by /m;
  const english = [readme.chinese, ...site.chinese.values()]
    .filter(({ text }) => !generated.test(text))
    .flatMap((page) =>
      proseOf(page)
        .split(/\n{2,}/)
        .filter((paragraph) => !paragraph.startsWith("#"))
        .filter((paragraph) => /[a-z]{3,} [a-z]{3,} [a-z]{3,}/.test(paragraph) && !/\p{Script=Han}/u.test(paragraph))
        .map((paragraph) => `${page.file}: ${paragraph}`),
    );
  expect(english).toEqual([]);
});

it("the first page leads to pages", () => {
  const found = [site.english, site.chinese].flatMap((tree) =>
    [...(tree.get("index.md")?.text ?? "").matchAll(/^ +link: (\S+)$/gm)].map(([, link = ""]) => link),
  );
  expect(found.length).toBeGreaterThan(4);
  expect(found.filter((link) => !existsSync(path.join(root, "docs", `${link}.md`)))).toEqual([]);
});

it("rows of a table have as many cells as its head", () => {
  const wrong = pages.flatMap((page) =>
    (proseOf(page).match(/(?:^\|.*\|$\n?)+/gm) ?? []).flatMap((table) => {
      const rows = table.trimEnd().split("\n");
      const cells = (row: string) => row.split(/(?<!\\)\|/).length;
      return rows.filter((row) => cells(row) !== cells(rows[0] ?? "")).map((row) => `${page.file}: ${row}`);
    }),
  );
  expect(wrong).toEqual([]);
});

it("pages have one title, as their first heading", () => {
  const wrong = pages
    .filter(({ file }) => file.startsWith("docs/") && !file.endsWith("index.md"))
    .filter((page) => headingsOf(page).filter((level) => level === "#").length !== 1 || !page.text.startsWith("# "));
  expect(wrong.map(({ file }) => file)).toEqual([]);
});

it.each([
  ["Secrets and pass-role: RAM712", ["Secrets", "and", "pass", "role", "RAM712"]],
  ["RAM权限策略", ["RAM", "权限", "限策", "策略"]],
  ["用 mode 授权", ["用", "mode", "授权"]],
])("the search finds %s by its words", (text, words) => {
  expect(searchWords(text)).toEqual(words);
});
