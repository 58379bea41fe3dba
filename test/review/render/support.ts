import fc from "fast-check";
import { hostileNames } from "./sample-reports";

/** Characters that no output may have, except for line ends between lines. */
export const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Parameters of a property: always the same seed, and as many runs as PROPERTY_RUNS_FACTOR asks for (1 by default). */
export function runs(numRuns: number): { readonly seed: number; readonly numRuns: number } {
  return { seed: 20261125, numRuns: Math.ceil(numRuns * Number(process.env["PROPERTY_RUNS_FACTOR"] ?? 1)) };
}

/** What attackers write with. */
const pieces = fc.constantFrom(
  ...hostileNames,
  ..."|\\`\n\r\t@#[]()<>&*_~$!:/-. \u001b\u009b\u202e\u200b\u2028".split(""),
  "\\|",
  "\\u{7c}",
  "<!--",
  "-->",
  "</details>",
  "https://",
  "dev",
);

/** Any text: of any code units, or made to hurt. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary" }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
);

/** The tables of Markdown: for each, its lines. */
export function tablesOf(markdown: string): readonly (readonly string[])[] {
  const blocks = markdown.split("\n\n").map((block) => block.split("\n"));
  return blocks.filter(([, second]) => second?.startsWith("| ---"));
}

/** Cells of a line of a table, as strict and as lenient readers of it count them. */
export function cellCounts(line: string): readonly number[] {
  return [line.split("|").length, line.replace(/\\[^\n]/g, "").split("|").length];
}
