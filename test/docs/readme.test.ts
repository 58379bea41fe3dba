import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Construct } from "constructs";
import * as library from "../../lib";
import { classes } from "./docstring-examples";
import { page, root } from "./pages";

const readmes = ["README.md", "README.zh-CN.md"];

/** The classes that users construct in a stack. */
const constructs = classes.filter((name) => {
  const entry: unknown = Object.entries(library).find(([exported]) => exported === name)?.[1];
  return typeof entry === "function" && entry.prototype instanceof Construct;
});

it.each(readmes)("%s can be read in five minutes", (file) => {
  expect(page(file).text.trimEnd().split("\n").length).toBeLessThanOrEqual(150);
});

it.each(readmes)("%s begins with what runs in a clone, as CI runs it", (file) => {
  for (const command of ["npm ci && npm run examples", "npm ci && npm test"]) {
    expect(page(file).text).toMatch(new RegExp(`^\`\`\`sh\\n${command} +# .+\\n\`\`\`$`, "m"));
  }
});

it.each(readmes)("the section of %s on least privilege starts with a team in a workspace", (file) => {
  const sections = page(file).text.split(/^## /m);
  const section = sections.find((one) => /^(Least privilege|最小权限)\n/.test(one));
  expect(section?.split("\n\n")[1]).toContain("`AgentRunTeam`");
});

it.each([...readmes, "docs/reference/api.md", "docs/zh/reference/api.md"])("%s lists every construct", (file) => {
  const cells = [...page(file).text.matchAll(/^\| (`[A-Z][^|]*`) +\|/gm)].map(([, cell = ""]) => cell);
  const listed = cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name));
  expect(constructs.length).toBeGreaterThan(20);
  expect(listed.sort()).toEqual([...constructs].sort());
});

it.each(["docs", "docs/zh"])("%s says how many conformance cases there are", (docs) => {
  const folder = path.join(root, "conformance/cases");
  const counts = readdirSync(folder).map((file) => {
    const { cases } = JSON.parse(readFileSync(path.join(folder, file), "utf8")) as {
      readonly cases: readonly unknown[];
    };
    return cases.length;
  });
  const all = counts.reduce((sum, count) => sum + count, 0).toLocaleString("en-US");
  const text = page(`${docs}/concepts/known-assumed-contested.md`).text.replace(/\s+/g, " ");
  expect(text).toMatch(new RegExp(`\\]\\([./]+/conformance/README\\.md\\).{1,20} ${all} (cases|个)`));
});
