import {
  type PermissionChange,
  type ReviewReport,
  type ReviewRow,
  type RiskMark,
  riskMarks,
} from "../report/review-report";
import { directionOf, graveRisks, isPossible, risksOf } from "./row-facts";
import { type SarifFinding, type SarifLevel, type SarifOptions, type SarifRule, inOrder, sarifLog } from "./sarif-log";
import { terminalStyle as style } from "./style";
import { exampleWords, riskWords, rowSentence, wholeLength } from "./wording";
import type { Renderer } from "../renderer";

/** How a report becomes SARIF, and where its rows are in files. */
export interface ReviewSarifOptions extends SarifOptions {
  /** Files that policies are written in, by the names of the policies. @default - none */
  readonly policyFiles?: ReadonlyMap<string, string>;
  /** Files that stacks are in, by the names of the stacks, for rows of which no policy is in a file. @default - none */
  readonly stackFiles?: ReadonlyMap<string, string>;
  /** Files of the input, for rows that are about none of these, but about several stacks together. @default - none */
  readonly inputFiles?: readonly string[];
}

/**
 * A report as SARIF 2.1.0: a result for each row in the order of the report, with a fingerprint that does not depend on
 * that order; acknowledged rows are suppressed results.
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
    files: filesOf(row, options),
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

function filesOf(row: ReviewRow, { policyFiles, stackFiles, inputFiles = [] }: ReviewSarifOptions): readonly string[] {
  const policies = row.kind === "permission" ? row.policies : row.kind === "unknown-policy" ? [row.policy] : [];
  const files = policies.flatMap((policy) => policyFiles?.get(policy) ?? []);
  if (files.length > 0) return [...new Set(files)];
  const stack = stackFiles?.get(row.stack);
  return stack === undefined ? inputFiles : [stack];
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

/** One rule for each kind of change, and for each gain with a risk one of its own, by the gravest. */
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

/** What a row of each kind says. */
const meanings = {
  permission: "The policies before and after the change, evaluated, decide requests of a principal otherwise.",
  trust: "The trust policy of a role decides otherwise who may assume it.",
  "unknown-policy": "What a policy grants cannot be told where its document is not known.",
  unknown: "What lets something through, or refuses it, cannot be told where the input does not say it.",
  existence: "A user, a group, a role, a service-linked role or a membership comes or goes.",
} as const satisfies Record<ReviewRow["kind"], string>;

const advice = "If it is meant, say so with an acknowledgement that gives the reason.";

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

/** What makes two rows of two runs the same. The witness, and what is known of actions, may differ. */
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
  render: (subject, options) => renderSarif(subject, options?.sarif),
} as const satisfies Renderer<"sarif", ReviewReport>;
