import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { catalogProblemIds, constructProblemIds, policyProblemIds } from "../../lib";
import { adoptProblemIds } from "../../lib/adopt";
import { importProblemIds } from "../../lib/catalog/import";
import { cliProblemIds } from "../../lib/cli/command";
import { deniedProblemIds } from "../../lib/denied";
import { emulatorProblemIds } from "../../lib/emulator";
import { evidenceProblemIds } from "../../lib/evidence/problem-ids";
import { scanProblemIds } from "../../lib/code-scan";
import { rules } from "../../lib/policy";
import { acknowledgementIds } from "../../lib/policy/validate/acknowledgement";
import { unaccountedId } from "../../lib/review/accounting/self-check";
import { documentNotReadId } from "../../lib/review/document-not-read";
import { chineseRulesPage } from "./generated/chinese-rules-page";
import { commandsPage } from "./generated/commands-page";
import { errorsPage, shownExamples } from "./generated/errors-page";
import { featuresPage } from "./generated/features-page";
import { problemGroups } from "./generated/problem-entries";
import { reviewPicture } from "./generated/review-picture";
import type { ShownExample } from "./generated/run-example";
import { page, root } from "./pages";

// `npm run docs:generate` writes the pages; look at their diff before committing it.
const update = process.env["UPDATE_GOLDEN"] !== undefined;

const entries = problemGroups.flatMap((group) => group.entries);
let shown: ReadonlyMap<string, ShownExample>;

beforeAll(async () => {
  shown = await shownExamples();
});

it.each([
  ["docs/reference/commands.md", () => commandsPage("english")],
  ["docs/zh/reference/commands.md", () => commandsPage("chinese")],
  ["docs/reference/features.md", () => featuresPage("english")],
  ["docs/zh/reference/features.md", () => featuresPage("chinese")],
  ["docs/reference/errors.md", () => errorsPage("english", shown)],
  ["docs/zh/reference/errors.md", () => errorsPage("chinese", shown)],
  ["docs/zh/rules.md", chineseRulesPage],
  ["docs/images/review.svg", reviewPicture],
])("%s is current; `npm run docs:generate` writes it", (file, written) => {
  const target = path.join(root, file);
  if (update) {
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, written());
  }
  expect(readFileSync(target, "utf8")).toBe(written());
});

it("every example of a problem gives the problem", () => {
  const silent = entries.filter(({ id }) => shown.get(id)?.messages.some((line) => line.includes(id)) !== true);
  expect(silent.map(({ id }) => [id, shown.get(id)?.messages])).toEqual([]);
});

it("the page on errors has every id once", () => {
  const ids = [
    policyProblemIds,
    constructProblemIds,
    catalogProblemIds,
    importProblemIds,
    adoptProblemIds,
    deniedProblemIds,
    emulatorProblemIds,
    evidenceProblemIds,
    scanProblemIds,
    cliProblemIds,
    acknowledgementIds,
  ].flatMap((table) => Object.values<string>(table));
  // Those of inputs and reviews have no table that is public.
  const all = new Set([
    ...ids,
    ...rules.map(({ id }) => id),
    documentNotReadId,
    unaccountedId,
    "RAM501",
    "RAM502",
    "RAM503",
    "RAM506",
  ]);
  expect(entries.map(({ id }) => id).sort()).toEqual([...all].sort());
});

it.each(["docs/reference/errors.md", "docs/zh/reference/errors.md"])("%s has a heading for every id", (file) => {
  const headings = [...page(file).text.matchAll(/^### (RAM\d{3}): \S/gm)].map(([, id]) => id);
  expect(headings.sort()).toEqual(entries.map(({ id }) => id).sort());
});

it("no file of the library reports an id that the page on errors lacks", () => {
  const known = new Set(entries.map(({ id }) => id));
  const named = execFileSync("git", ["grep", "-ohE", "\\bRAM[1-9][0-9][0-9]\\b", "--", "lib"], { cwd: root, encoding: "utf8" }); // prettier-ignore
  expect([...new Set(named.trim().split("\n"))].filter((id) => !known.has(id))).toEqual([]);
});
