import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { findingsRenderers, reviewRenderers } from "../../../lib/review/renderers";
import {
  gainedRow,
  hostileNames,
  oneGainReport,
  richReport,
  sampleFindings,
  unchangedReport,
  unknownReport,
} from "./sample-reports";

// `UPDATE_GOLDEN=1 npx jest test/review/render` rewrites the golden files; look at their diff before committing it.
const update = process.env["UPDATE_GOLDEN"] !== undefined;
const folder = path.join(__dirname, "golden");
const extensions = { text: "txt", markdown: "md", json: "json", sarif: "sarif" } as const;
const formats = Object.keys(extensions) as (keyof typeof extensions)[]; // the keys of the table

const reports = {
  unchanged: unchangedReport,
  "one-gain": oneGainReport,
  rich: richReport,
  unknown: unknownReport,
};

/** Each hostile name as that of a group; for people to look at. */
const hostile = {
  ...oneGainReport,
  rows: hostileNames.map((name) => ({ ...gainedRow, principal: { kind: "group" as const, name } })),
};

const outputs = new Map([
  ["hostile.txt", reviewRenderers.text(hostile)] as const,
  ["hostile.md", reviewRenderers.markdown(hostile)] as const,
  ...formats.flatMap((format) => [
    ...Object.entries(reports).map(
      ([name, report]) => [`${name}.${extensions[format]}`, reviewRenderers[format](report)] as const,
    ),
    [`findings.${extensions[format]}`, findingsRenderers[format](sampleFindings())] as const,
  ]),
]);

beforeAll(() => {
  if (!update) return;
  if (process.env["CI"] !== undefined) throw new Error("golden files are not rewritten in CI");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, text] of outputs) writeFileSync(path.join(folder, name), `${text}\n`);
});

it("has a golden file for every output, and no other", () => {
  expect(readdirSync(folder).sort()).toEqual([...outputs.keys()].sort());
});

it.each([...outputs])("%s", (name, text) => {
  const file = path.join(folder, name);
  expect(existsSync(file)).toBe(true);
  expect(`${text}\n`).toBe(readFileSync(file, "utf8"));
});
