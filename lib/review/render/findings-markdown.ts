import type { Finding } from "../../policy";
import { type Section, cappedComment, defaultCommentLength } from "./capped-comment";
import { type CommentOptions, commentMarker, folded, table, tableRow } from "./comment";
import { configurationWords } from "./compared-inputs";
import { type FindingGroup, commonFound, findingGroups } from "./finding-groups";
import { type LintFinding, findingsHeadline, idWords, openAndAcknowledged, placeWords } from "./findings";
import { countWords, markdownStyle as style } from "./style";
import type { RenderOptions, Renderer } from "../renderer";

/**
 * Findings as a comment on a pull request, with a folded explanation of each id. Hostile texts are escaped. Never longer
 * than `limit`; counts what it leaves out.
 *
 * @throws RangeError if the limit is too small, or if the id has other characters than a comment can hold
 */
export function renderFindingsMarkdown(
  findings: readonly LintFinding[],
  options: CommentOptions & Pick<RenderOptions, "configuration"> = {},
): string {
  const { open, acknowledged } = openAndAcknowledged(findings);
  return cappedComment(
    {
      head: `${commentMarker("lint", options.id)}\n\n**RAM policies:** ${findingsHeadline(findings)}`,
      sections: [findingTable(open), acknowledgedTable(acknowledged), meanings(open)],
      foot: configurationWords(style, options.configuration).join(""),
    },
    options.limit ?? defaultCommentLength,
  );
}

function findingTable(findings: readonly LintFinding[]): Section {
  return {
    noun: ["finding", "findings"],
    ...table(["Finding", "Where", "Found", "Fix"]),
    ...groupedRows(findings, ({ finding }) => finding.fix),
    rank: 0,
  };
}

function acknowledgedTable(findings: readonly LintFinding[]): Section {
  return {
    noun: ["acknowledged", "acknowledged"],
    ...folded(`${findings.length} acknowledged, not counted`, table(["Finding", "Where", "Found", "Reason"])),
    ...groupedRows(findings, ({ acknowledged = "" }) => acknowledged),
    rank: 1,
  };
}

/** Maximum number of places in a row, so that a row stays far below the limit of a comment. */
const mostPlaces = 20;

/** Rows of the table, one or more for each group, with the number of findings in each row. */
function groupedRows(
  findings: readonly LintFinding[],
  last: (placed: LintFinding) => string,
): Pick<Section, "rows" | "counts"> {
  const rows = findingGroups(findings).flatMap((group) => {
    const [first] = group.findings;
    const what = `${idWords(style, first.finding)}<br>${style.prose(first.finding.title)}`;
    return partsOf(group.findings.map((placed, index) => placeCell(placed, group, index))).map((places) => ({
      row: tableRow([what, places.join("<br>"), style.prose(commonFound(group)), style.prose(last(first))]),
      count: places.length,
    }));
  });
  return { rows: rows.map(({ row }) => row), counts: rows.map(({ count }) => count) };
}

function placeCell(placed: LintFinding, { hasOwnValues, values }: FindingGroup, index: number): string {
  return hasOwnValues ? `${whereCell(placed)}: ${style.prose(values[index] ?? "")}` : whereCell(placed);
}

function partsOf<T>(all: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(all.length / mostPlaces);
  return Array.from({ length: count }, (_, part) => all.slice(part * mostPlaces, (part + 1) * mostPlaces));
}

function whereCell(placed: LintFinding): string {
  const { path } = placed.finding;
  return path === "" ? placeWords(style, placed) : `${placeWords(style, placed)}<br>${style.name(path)}`;
}

/** The explanation of each id, once. */
function meanings(findings: readonly LintFinding[]): Section {
  const byId = new Map<string, Finding>();
  for (const { finding } of findings) if (!byId.has(finding.id)) byId.set(finding.id, finding);
  return {
    noun: ["meaning", "meanings"],
    ...folded(`What ${countWords(byId.size, "kind of finding means", "kinds of findings mean")}`),
    rows: [...byId.values()].map(({ id, explanation, allowed, source }) => {
      return `- ${style.name(id)}: ${style.prose(explanation)} Allowed: ${style.prose(allowed)}. Source: ${sourceWords(source)}`;
    }),
    rank: 2,
  };
}

/** Makes a link of a web address at the beginning of a source. */
function sourceWords(source: string): string {
  const [, address, rest = ""] = /^(https:\/\/[a-z0-9.-]+\/[\w./#?=%-]*)(?: (.*))?$/i.exec(source) ?? [];
  return address === undefined ? style.prose(source) : `<${address}> ${style.prose(rest)}`.trimEnd();
}

export const findingsMarkdown = {
  name: "markdown",
  kind: "findings",
  mediaType: "text/markdown",
  render: (subject, { configuration } = {}) =>
    renderFindingsMarkdown(subject, configuration === undefined ? {} : { configuration }),
} as const satisfies Renderer<"markdown", readonly LintFinding[]>;
