import type { Severity } from "../../policy";
import { type LintFinding, findingsHeadline, openAndAcknowledged, severityWords } from "../render/findings";
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
  { title: "Finding", width: "w-what" },
  { title: "Where", width: "w-who" },
  { title: "Found and fix" },
];

function sections(open: readonly LintFinding[], acknowledged: readonly LintFinding[], names: NameValues): Content {
  const folds = new Folds();
  const rowOf = (placed: LintFinding, ...rest: readonly Content[]): Row => ({
    cells: [...cellsOf(placed, folds), ...rest],
    data: { change: placed.finding.severity, who: names.valueOf(placeOf(placed)) },
  });
  return [
    section(
      "Findings",
      "what RAM refuses, mistakes, and bad practices",
      columns,
      open.map((placed) => rowOf(placed)),
    ),
    section(
      "Acknowledged",
      "suppressed, each with its reason",
      [...columns, { title: "Reason", width: "w-reason" }],
      acknowledged.map((placed) => rowOf(placed, html`<div class="text">${placed.acknowledged}</div>`)),
    ),
  ];
}

function section(title: string, subtitle: string, titles: readonly Column[], rows: readonly Row[]): Content {
  if (rows.length === 0) return undefined;
  const caption = html`<h2>${title}</h2>
    ${subtitle}`;
  return html`<section data-group>
    <div class="panel">${table(caption, titles, 1, rows)}</div>
  </section> `;
}

function cellsOf({ file, construct, finding }: LintFinding, folds: Folds): readonly Content[] {
  const { severity, id, title, path, found, allowed, explanation, fix, source } = finding;
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
      ${folds.fold("details", detail)}`,
    html`${file === undefined ? undefined : code(file)}
    ${construct === undefined ? undefined : html`<div>${code(construct)}</div>`}
    ${path === "" ? undefined : html`<div class="muted small">${code(path)}</div>`}`,
    html`<div class="text">${found}</div>
      <div class="text if"><span class="word">fix:</span> ${fix}</div>`,
  ];
}

export const findingsPage = {
  name: "html",
  kind: "findings",
  mediaType: "text/html",
  render: (subject, options) => findingsHtml(subject, options),
} as const satisfies Renderer<"html", readonly LintFinding[]>;
