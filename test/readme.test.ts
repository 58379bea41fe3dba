import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { catalogProblemIds, constructProblemIds, policyProblemIds } from "../lib";
import { importProblemIds } from "../lib/catalog/import";
import { adoptProblemIds } from "../lib/adopt";
import { deniedProblemIds } from "../lib/denied";
import { emulatorProblemIds } from "../lib/emulator";

const root = path.join(__dirname, "..");

it("says what every exit code means", () => {
  const text = readFileSync(path.join(root, "README.md"), "utf8").replace(/\s+/g, " ");
  const codes = ["0 for", "1 for", "2 for", "3 for an explicit deny", "4 for an implicit deny", "5 where it depends"];
  expect(codes.filter((code) => !text.includes(code))).toEqual([]);
});

it("says how many conformance cases there are", () => {
  const text = readFileSync(path.join(root, "README.md"), "utf8").replace(/\s+/g, " ");
  const folder = path.join(root, "conformance", "cases");
  const counts = readdirSync(folder).map((file) => {
    const { cases } = JSON.parse(readFileSync(path.join(folder, file), "utf8")) as {
      readonly cases: readonly unknown[];
    };
    return cases.length;
  });
  const all = counts.reduce((sum, count) => sum + count, 0);
  expect(text).toContain(`conformance suite](conformance/README.md) of ${all.toLocaleString("en-US")} cases`);
});

it("names every problem id", () => {
  const text = readFileSync(path.join(root, "README.md"), "utf8");
  const ranges = [...text.matchAll(/`RAM(\d{3})`(?: to `RAM(\d{3})`)?/g)].map(([, from, to = from]) => [
    Number(from),
    Number(to),
  ]);
  const missing = [
    ...Object.values(policyProblemIds),
    ...Object.values(constructProblemIds),
    ...Object.values(catalogProblemIds),
    ...Object.values(importProblemIds),
    ...Object.values(adoptProblemIds),
    ...Object.values(deniedProblemIds),
    ...Object.values(emulatorProblemIds),
  ].filter((id) => {
    const number = Number(id.slice(3));
    return !ranges.some(([from = 0, to = 0]) => from <= number && number <= to);
  });
  expect(missing).toEqual([]);
});
