import type { Severity } from "../../policy";
import { type LintFinding, findingsHeadline, openAndAcknowledged, placeKey, severityWords } from "../render/findings";
import { type FindingGroup, commonFound, findingGroups } from "../render/finding-groups";
import { Folds, NameValues, chips, select } from "./filters";
import { type Content, type Markup, html } from "./markup";
import { page } from "./page";
import { type Column, type Row, badge, code, configurationFact, plural, table } from "./parts";
import type { RenderOptions, Renderer } from "../renderer";

/** The findings of the validator as a self-contained page. */
export function findingsHtml(
  findings: readonly LintFinding[],
  { configuration, title = "Findings in RAM policies" }: Pick<RenderOptions, "configuration" | "title"> = {},
): string {
  const { open, acknowledged } = openAndAcknowledged(findings);
  const worst = severities.find((severity) => open.some(({ finding }) => finding.severity === severity));
  const names = new NameValues(findings.map(placeOf));
  return page({
    title,
    counted: "finding",
    beside: html`<strong class="badge verdict ${worst === undefined ? "less" : tones[worst]}"
      >${worst === undefined ? "nothing found" : plural(open.length, "finding")}</strong
    >`,
    below: html`<p class="lead">${findingsHeadline(findings)}</p>
      ${configurationFact(configuration)}`,
    filters: [
      chips(
        "change",
        "Severity",
        severities.flatMap((severity) => {
          const count = findings.filter(({ finding }) => finding.severity === severity).length;
          return count === 0 ? [] : [{ value: severity, label: severityWords[severity].several, count }];
        }),
      ),
      select("who", "Document", "all documents", names.choices()),
    ],
    content: findings.length === 0 ? html`<p class="note">Nothing found.</p>` : sections(open, acknowledged, names),
  });
}

const severities = ["error", "warning", "info"] as const satisfies readonly Severity[];

const tones = { error: "more", warning: "looser", info: "neutral" } as const satisfies Record<Severity, string>;

/** The document of a finding, for the filter. */
function placeOf({ file, construct }: LintFinding): string {
  return [file, construct].filter((part) => part !== undefined).join(" ");
}

const columns: readonly Column[] = [
  { title: "Severity", width: "w-change", plain: true },
  { title: "Finding", width: "w-finding" },
  { title: "Where", width: "w-what" },
  { title: "Found and fix" },
];

function sections(open: readonly LintFinding[], acknowledged: readonly LintFinding[], names: NameValues): Content {
  const folds = new Folds();
  const rowOf = (group: FindingGroup, ...rest: readonly Content[]): Row => ({
    cells: [...cellsOf(group, names, folds), ...rest],
    data: {
      change: group.findings[0].finding.severity,
      who: [...new Set(group.findings.map((placed) => names.valueOf(placeOf(placed))))].join(" "),
    },
  });
  return [
    section(
      "Findings",
      "what RAM refuses, mistakes, and bad practices",
      columns,
      findingGroups(open).map((group) => rowOf(group)),
    ),
    section(
      "Acknowledged",
      "suppressed, each with its reason",
      [...columns, { title: "Reason", width: "w-reason" }],
      findingGroups(acknowledged).map((group) =>
        rowOf(group, html`<div class="text">${group.findings[0].acknowledged}</div>`),
      ),
    ),
  ];
}

function section(title: string, subtitle: string, titles: readonly Column[], rows: readonly Row[]): Content {
  if (rows.length === 0) return undefined;
  const caption = html`<h2>${title}</h2>
    ${subtitle}`;
  return html`<section data-group>
    <div class="panel">${table(caption, titles, 1, rows, "cards even")}</div>
  </section> `;
}

/** Equal findings are one row, with their places. */
function cellsOf(group: FindingGroup, names: NameValues, folds: Folds): readonly Content[] {
  const { severity, id, title, allowed, explanation, fix, source } = group.findings[0].finding;
  const isSeveral = group.findings.length > 1;
  const detail: Markup = html`<dl class="text">
    <dt>Why</dt>
    <dd>${explanation}</dd>
    <dt>Allowed</dt>
    <dd>${allowed}</dd>
    <dt>Source</dt>
    <dd>${source}</dd>
  </dl>`;
  return [
    badge(tones[severity], severityWords[severity].one),
    html`<div class="text"><code>${id}</code> ${title}</div>
      ${isSeveral ? html`<div class="muted small">at ${group.findings.length} places</div>` : undefined}
      ${folds.fold("details", detail)}`,
    isSeveral ? placeList(group, names) : placeCell(group.findings[0]),
    html`<div class="text">${commonFound(group, "each value next to its place")}</div>
      <div class="text if"><span class="word">fix:</span> ${fix}</div>`,
  ];
}

function placeCell({ file, construct, finding: { path } }: LintFinding, value = "", isDocumentNamed = false): Markup {
  return html`${file === undefined || isDocumentNamed ? undefined : code(file)}
  ${construct === undefined || isDocumentNamed ? undefined : html`<div>${code(construct)}</div>`}
  ${
    path === "" && value === ""
      ? undefined
      : html`<div class="muted small">
          ${path === "" ? undefined : code(path)} ${value === "" ? undefined : html`<span class="text">${value}</span>`}
        </div>`
  }`;
}

/** The places of a group, each document once. A filter for one document hides the places in others. */
function placeList({ findings, hasOwnValues, values }: FindingGroup, names: NameValues): Markup {
  return html`<ul class="list places">
    ${findings.map(
      (placed, index) =>
        html`<li data-place data-who="${names.valueOf(placeOf(placed))}">
          ${placeCell(placed, hasOwnValues ? values[index] : "", isSameDocument(placed, findings[index - 1]))}
        </li>`,
    )}
  </ul>`;
}

function isSameDocument(placed: LintFinding, before: LintFinding | undefined): boolean {
  return before !== undefined && placeKey(placed) === placeKey(before);
}

export const findingsPage = {
  name: "html",
  kind: "findings",
  mediaType: "text/html",
  render: (subject, options) => findingsHtml(subject, options),
} as const satisfies Renderer<"html", readonly LintFinding[]>;
