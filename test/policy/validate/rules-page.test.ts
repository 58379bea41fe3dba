import { readFileSync } from "node:fs";
import path from "node:path";
import { policyProblemIds, rules } from "cdktf-alicloud-agentrun/policy";
import { rulesPage } from "../../../lib/policy/validate/rules-page";

const root = path.join(__dirname, "..", "..", "..");

it("docs/rules.md is current; `npm run rules:generate` writes it", () => {
  expect(readFileSync(path.join(root, "docs", "rules.md"), "utf8")).toBe(rulesPage());
});

it("has every rule with its title and severity, and what RAM refuses", () => {
  const page = rulesPage();
  const headings = [...page.matchAll(/^### (.*)$/gm)].map(([, text = ""]) =>
    text
      .toLowerCase()
      .replace(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
  for (const { id, title, severity } of rules) {
    const row = new RegExp(`^\\| \\[${id}\\]\\(#(.*?)\\) \\| ${title} \\| ${severity} \\| [a-z, ]+ \\|$`, "m").exec(
      page,
    );
    expect([id, headings.includes(row?.[1] ?? "")]).toEqual([id, true]);
  }
  for (const id of [policyProblemIds.notADocument, policyProblemIds.documentTooLong]) {
    expect(page).toContain(`| \`${id}\` | `);
  }
});

it("keeps addresses as they are, so that they can be followed", () => {
  const addresses = rules.flatMap(({ source }) => source.match(/https:\S+[^\s),;.]/g) ?? []);
  expect(addresses.length).toBeGreaterThan(10);
  for (const address of addresses) expect(rulesPage()).toContain(address);
});

it.each(["README.md", "README.zh-CN.md"])("%s links to it", (file) => {
  expect(readFileSync(path.join(root, file), "utf8")).toMatch(/\]\(docs\/(zh\/)?rules\.md\)/);
});
