import {
  type PermissionChange,
  type ReviewReport,
  type ReviewRow,
  type RiskMark,
  riskMarks,
} from "../report/review-report";
import { contestedWords } from "./contested-actions";
import { directionOf, graveRisks, isPossible, risksOf } from "./row-facts";
import { type SarifFinding, type SarifLevel, type SarifOptions, type SarifRule, inOrder, sarifLog } from "./sarif-log";
import { terminalStyle as style } from "./style";
import { exampleWords, riskWords, rowSentence, wholeLength } from "./wording";
import type { Renderer } from "../renderer";

/** Options of a review in SARIF. */
export interface ReviewSarifOptions extends SarifOptions {
  /** The places of a row, as in {@link SarifFinding.places}. @default - none */
  readonly placesOf?: (row: ReviewRow) => SarifFinding["places"];
}

/**
 * A report as SARIF 2.1.0, with a result for each row, in order. Fingerprints do not depend on the order. Acknowledged rows
 * are suppressed results.
 */
export function renderSarif(report: ReviewReport, options: ReviewSarifOptions = {}): string {
  const findings = [
    ...report.rows.map((row) => findingOf(row, undefined, options)),
    ...report.acknowledged.map(({ row, reason }) => findingOf(row, reason, options)),
  ];
  return sarifLog("review", findings, options, { verdict: report.verdict });
}

function findingOf(row: ReviewRow, acknowledged: string | undefined, options: ReviewSarifOptions): SarifFinding {
  const place = placeOf(row);
  return {
    rule: ruleOf(row),
    level: levelOf(row),
    message: messageOf(row),
    place: { ...place, qualifiedName: `${row.stack} ${place.kind} ${place.name}` },
    places: options.placesOf?.(row) ?? [],
    identity: identityOf(row),
    acknowledged,
    properties: {
      stack: row.stack,
      change: row.change,
      certainty: isPossible(row) ? "possible" : "certain",
      risks: risksOf(row),
    },
  };
}

function placeOf(row: ReviewRow): { readonly kind: string; readonly name: string } {
  if (row.kind === "trust") return { kind: "role", name: row.role };
  if (row.kind === "existence" || row.kind === "unknown") return { kind: row.what, name: row.name };
  return row.principal;
}

function levelOf(row: ReviewRow): SarifLevel {
  if (directionOf(row) !== "broader") return "note";
  return !isPossible(row) && risksOf(row).some((risk) => graveRisks.has(risk)) ? "error" : "warning";
}

function messageOf(row: ReviewRow): string {
  const risks = risksOf(row);
  const example = exampleWords(style, row);
  const sentences = [
    rowSentence(style, row, wholeLength),
    ...(risks.length === 0 ? [] : [`Risk: ${riskWords(risks)}`]),
    ...(example === undefined ? [] : [`E.g. ${example}`]),
    ...contestedWords(row).map((words) => style.prose(words.replace(/^c/, "C"))),
    ...(row.kind === "existence" ? [] : [`In stack ${style.name(row.stack)}`]),
  ];
  return sentences.map((sentence) => `${sentence}.`).join(" ");
}

const changes = {
  gained: "gained",
  lost: "lost",
  loosened: "held under looser conditions",
  tightened: "held under tighter conditions",
} as const satisfies Record<PermissionChange, string>;

/** One rule for each kind of change. A gain with risks has a rule for its gravest risk. */
function ruleOf(row: ReviewRow): SarifRule {
  const [risk] = directionOf(row) === "broader" ? risksOf(row) : [];
  return {
    id: risk === undefined ? ruleIdOf(row) : `${ruleIdOf(row)}/${risk}`,
    shortDescription: { text: risk === undefined ? titleOf(row) : `${titleOf(row)}: ${riskMarks[risk]}` },
    fullDescription: { text: meanings[row.kind] },
    help: { text: `${meanings[row.kind]} ${advice}` },
    defaultConfiguration: { level: defaultLevel(row, risk) },
    properties: { tags: ["security", "ram"] },
  };
}

/** What a row of each kind means. */
const meanings = {
  permission: "Requests of a principal are decided differently by the policies before and after the change.",
  trust: "The trust policy of a role decides differently who may assume the role.",
  "unknown-policy": "The document of a policy is not known, so what it grants is not known.",
  unknown: "The input does not have the value, so what it allows or denies is not known.",
  existence: "A user, group, role, service-linked role or membership is added or removed.",
} as const satisfies Record<ReviewRow["kind"], string>;

const advice = "If the change is intended, acknowledge it with a reason.";

function ruleIdOf(row: ReviewRow): string {
  return row.kind === "permission" || row.kind === "existence"
    ? `review/${row.change}`
    : `review/${row.kind}-${row.change}`;
}

function titleOf(row: ReviewRow): string {
  switch (row.kind) {
    case "permission":
      return `Permission ${changes[row.change]}`;
    case "trust":
      return `Trust of a role ${changes[row.change]}`;
    case "unknown-policy":
      return `Policy of unknown content ${{ gained: "attached", loosened: "changed or detached", lost: "detached" }[row.change]}`;
    case "unknown":
      return `Something unknown ${{ gained: "added", loosened: "changed or removed", lost: "removed" }[row.change]}`;
    case "existence":
      return `User, group, role or membership ${row.change}`;
  }
}

function defaultLevel(row: ReviewRow, risk: RiskMark | undefined): SarifLevel {
  if (directionOf(row) !== "broader") return "note";
  return risk !== undefined && graveRisks.has(risk) ? "error" : "warning";
}

/** Identifies the same row in two runs. The witness and the known actions may differ. */
function identityOf(row: ReviewRow): unknown {
  switch (row.kind) {
    case "permission":
      return [
        ...[row.kind, row.change, row.stack, row.principal.kind, row.principal.name, row.resourceGroup ?? null],
        ...[row.actionElement, inOrder(row.actions), row.resourceElement, inOrder(row.resources)],
        conditionIdentity(row.conditions),
      ];
    case "trust":
      return [
        ...[row.kind, row.change, row.stack, row.role, row.trusted.kind, row.trusted.name],
        conditionIdentity(row.conditions),
      ];
    case "unknown-policy":
      return [
        ...[row.kind, row.change, row.stack, row.principal.kind, row.principal.name, row.resourceGroup ?? null],
        ...[row.policyType, row.policy],
      ];
    case "unknown":
    case "existence":
      return [row.kind, row.change, row.stack, row.what, row.name];
  }
}

function conditionIdentity(conditions: Extract<ReviewRow, { readonly kind: "trust" }>["conditions"]): unknown {
  return Object.entries(conditions ?? {})
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => JSON.stringify([operator, key, inOrder([values].flat())])),
    )
    .sort();
}

export const reviewSarif = {
  name: "sarif",
  kind: "review",
  mediaType: "application/sarif+json",
  render: (subject, { sarif, ...options } = {}) => renderSarif(subject, { ...options, ...sarif }),
} as const satisfies Renderer<"sarif", ReviewReport>;
