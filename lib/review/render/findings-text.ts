import { type Finding, acknowledgedText } from "../../policy";
import { configurationWords } from "./compared-inputs";
import { type FindingGroup, commonFound, findingGroups } from "./finding-groups";
import { type LintFinding, findingsHeadline, idWords, openAndAcknowledged, placeKey, placeWords } from "./findings";
import { terminalStyle as style } from "./style";
import { type TextOptions, wrap } from "./text";
import type { Renderer } from "../renderer";

/**
 * Findings for a terminal, without colors: a first line with counts, then blocks in the given order. Equal findings are
 * shown once, with their places.
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

/** One block for each document, with the findings that it alone has, and one for each finding at several places. */
function blocks(findings: readonly LintFinding[], width: number): readonly string[] {
  const found = new Map<string, string[]>();
  for (const group of findingGroups(findings)) {
    const [first, ...others] = group.findings;
    if (others.length > 0) {
      found.set(`group ${found.size}`, groupLines(group, width));
      continue;
    }
    const lines = found.get(placeKey(first)) ?? [placeWords(style, first)];
    found.set(placeKey(first), lines);
    const [line = "", ...details] = linesOf(first);
    lines.push(...wrap(line, "  ", width), ...details.flatMap((detail) => wrap(detail, "      ", width)));
  }
  return [...found.values()].map((lines) => lines.join("\n"));
}

function groupLines(group: FindingGroup, width: number): string[] {
  const [{ finding, acknowledged }] = group.findings;
  const documents = new Map<string, string[]>();
  group.findings.forEach((placed, index) => {
    const lines = documents.get(placeKey(placed)) ?? [...wrap(`in ${placeWords(style, placed)}`, "  ", width)];
    documents.set(placeKey(placed), lines);
    const { path } = placed.finding;
    const value = group.hasOwnValues ? style.prose(group.values[index] ?? "") : "";
    const at = [path === "" ? "" : style.name(path), value].filter((part) => part !== "").join(": ");
    if (at !== "") lines.push(...wrap(at, "      ", width));
  });
  const details = [
    `found: ${style.prose(commonFound(group))}`,
    ...detailsOf(finding),
    ...(acknowledged === undefined
      ? acknowledgeWith(group.findings.map((one) => one.finding))
      : [`acknowledged: ${style.prose(acknowledged)}`]),
  ];
  return [
    ...wrap(`${idWords(style, finding)} at ${group.findings.length} places: ${style.prose(finding.title)}`, "", width),
    ...details.flatMap((detail) => wrap(detail, "      ", width)),
    ...[...documents.values()].flat(),
  ];
}

function linesOf({ finding, acknowledged }: LintFinding): readonly string[] {
  const { path, found, title } = finding;
  const at = path === "" ? "" : ` at ${style.name(path)}`;
  return [
    `${idWords(style, finding)}${at}: ${style.prose(title)}`,
    `found: ${style.prose(found)}`,
    ...detailsOf(finding),
    ...(acknowledged === undefined ? acknowledgeWith([finding]) : [`acknowledged: ${style.prose(acknowledged)}`]),
  ];
}

function detailsOf({ allowed, fix, explanation, source }: Finding): readonly string[] {
  return [
    `allowed: ${style.prose(allowed)}`,
    `why: ${style.prose(explanation)}`,
    `fix: ${style.prose(fix)}`,
    `source: ${style.prose(source)}`,
  ];
}

export const findingsText = {
  name: "text",
  kind: "findings",
  mediaType: "text/plain",
  render: (subject, { configuration } = {}) =>
    renderFindingsText(subject, configuration === undefined ? {} : { configuration }),
} as const satisfies Renderer<"text", readonly LintFinding[]>;

/**
 * The text that acknowledges all of these findings. Empty for errors that RAM refuses, and if the text that is already
 * shown acknowledges them.
 */
function acknowledgeWith(findings: readonly Finding[]): readonly string[] {
  const open = findings.filter(({ refused, subject }) => refused !== true && subject !== undefined);
  const texts = [...new Set(open.map(acknowledgedText))];
  if (texts.length === 0) return [];
  return [`acknowledge: "found": ${style.prose(JSON.stringify(texts.length === 1 ? texts[0] : texts))}`];
}
