import { existsSync } from "node:fs";
import path from "node:path";
import { anchors, page, pages, root } from "./pages";

const links = pages.flatMap(({ file, text }) =>
  [...text.replace(/^```.*?^```$/gms, "").matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => ({ file, target }))
    .filter(({ target }) => !/^[a-z]+:/.test(target)),
);

/** The first page of the site, which only the site needs. */
const home = "docs/index.md";

it("links between pages and to files lead somewhere, to headings too", () => {
  const broken = links.filter(({ file, target }) => {
    const [name = "", anchor] = target.split("#");
    const to = name === "" ? file : path.posix.join(path.posix.dirname(file), name);
    if (!existsSync(path.join(root, to))) return true;
    return anchor !== undefined && !anchors(page(to)).has(anchor);
  });
  expect(links.length).toBeGreaterThan(20);
  expect(broken).toEqual([]);
});

it.each(["README.md", "docs/decisions/README.md"])("%s links to every page of its documentation", (from) => {
  const folder = from === "README.md" ? "docs" : path.posix.dirname(from);
  const linked = new Set(
    links
      .filter(({ file }) => file === from)
      .map(({ target }) => path.posix.join(path.posix.dirname(from), target.split("#")[0] ?? "")),
  );
  const beside = pages
    .map(({ file }) => file)
    .filter((file) => path.posix.dirname(file) === folder && file !== from && file !== home);
  expect(beside.length).toBeGreaterThan(3);
  expect(beside.filter((file) => !linked.has(file))).toEqual([]);
});

it("pages name no folder of anybody's machine", () => {
  const found = pages.filter(({ text }) => /(^|[\s`'"(])\/(work|tmp|home|Users)\//m.test(text)).map(({ file }) => file);
  expect(found).toEqual([]);
});
