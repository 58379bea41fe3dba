import { type Finding, acknowledgedText } from "../../policy";
import { configurationWords } from "./compared-inputs";
import { type LintFinding, findingsHeadline, idWords, openAndAcknowledged, placeKey, placeWords } from "./findings";
import { terminalStyle as style } from "./style";
import { type TextOptions, wrap } from "./text";
import type { Renderer } from "../renderer";

/**
 * Findings for a terminal, without colors: the first line counts them, then there is a block for each document, in the given
 * order.
 */
export function renderFindingsText(
  findings: readonly LintFinding[],
  { width = 100, configuration }: Pick<TextOptions, "width" | "configuration"> = {},
): string {
  const { open, acknowledged } = openAndAcknowledged(findings);
  return [
    findingsHeadline(findings),
    ...blocks(open, width),
    ...(acknowledged.length === 0 ? [] : ["Acknowledged, and not counted:"]),
    ...blocks(acknowledged, width),
    ...configurationWords(style, configuration),
  ].join("\n\n");
}

function blocks(findings: readonly LintFinding[], width: number): readonly string[] {
  const byPlace = new Map<string, string[]>();
  for (const placed of findings) {
    const lines = byPlace.get(placeKey(placed)) ?? [placeWords(style, placed)];
    byPlace.set(placeKey(placed), lines);
    const [line = "", ...details] = linesOf(placed);
    lines.push(...wrap(line, "  ", width), ...details.flatMap((detail) => wrap(detail, "      ", width)));
  }
  return [...byPlace.values()].map((lines) => lines.join("\n"));
}

function linesOf({ finding, acknowledged }: LintFinding): readonly string[] {
  const { path, found, allowed, fix, title, explanation, source } = finding;
  const at = path === "" ? "" : ` at ${style.name(path)}`;
  return [
    `${idWords(style, finding)}${at}: ${style.prose(title)}`,
    `found: ${style.prose(found)}`,
    `allowed: ${style.prose(allowed)}`,
    `why: ${style.prose(explanation)}`,
    `fix: ${style.prose(fix)}`,
    `source: ${style.prose(source)}`,
    ...(acknowledged === undefined ? acknowledgeWith(finding) : [`acknowledged: ${style.prose(acknowledged)}`]),
  ];
}

export const findingsText = {
  name: "text",
  kind: "findings",
  mediaType: "text/plain",
  render: (subject, { configuration } = {}) =>
    renderFindingsText(subject, configuration === undefined ? {} : { configuration }),
} as const satisfies Renderer<"text", readonly LintFinding[]>;

/** How to acknowledge a finding. Nothing for errors, which RAM refuses, or if it is the text already shown. */
function acknowledgeWith(finding: Finding): readonly string[] {
  if (finding.refused === true || finding.subject === undefined) return [];
  return [`acknowledge: "found": ${style.prose(JSON.stringify(acknowledgedText(finding)))}`];
}
