import type { Finding } from "../../policy";
import { type Section, cappedComment, defaultCommentLength } from "./capped-comment";
import { type CommentOptions, commentMarker, folded, table, tableRow } from "./comment";
import { configurationWords } from "./compared-inputs";
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
    rows: findings.map((placed) => {
      const { title, found, fix } = placed.finding;
      const what = `${idWords(style, placed.finding)}<br>${style.prose(title)}`;
      return tableRow([what, whereCell(placed), style.prose(found), style.prose(fix)]);
    }),
    rank: 0,
  };
}

function acknowledgedTable(findings: readonly LintFinding[]): Section {
  return {
    noun: ["acknowledged", "acknowledged"],
    ...folded(`${findings.length} acknowledged, not counted`, table(["Finding", "Where", "Found", "Reason"])),
    rows: findings.map((placed) => {
      const { finding, acknowledged = "" } = placed;
      const what = `${idWords(style, finding)}<br>${style.prose(finding.title)}`;
      return tableRow([what, whereCell(placed), style.prose(finding.found), style.prose(acknowledged)]);
    }),
    rank: 1,
  };
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
