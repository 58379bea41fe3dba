import type { PrincipalName } from "../../grants/principal-name";
import type { PermissionRow, ReviewReport, ReviewRow } from "../report/review-report";
import { headline } from "./headline";
import { configurationWords } from "./compared-inputs";
import { contestedWords } from "./contested-actions";
import { riskDetails } from "./risky-actions";
import { directionOf, isPossible, onlyStack, risksOf, whyOf } from "./row-facts";
import { countWords, listWords, terminalStyle as style } from "./style";
import {
  actionWords,
  conditionWords,
  exampleWords,
  existenceWords,
  groupWords,
  knownActionWords,
  assumptionWords,
  notComparedWords,
  policyWords,
  principalWords,
  resourceMeaning,
  riskWords,
  saysItAll,
  trustedWords,
  unknownPolicyTurn,
  unknownVerb,
  unknownWords,
  verbOf,
  wholeLength,
} from "./wording";
import type { Renderer } from "../renderer";

/** Options of a report for a terminal. */
export interface TextOptions {
  /** How many of the known actions that a pattern matches are named; the rest is counted. @default 12 */
  readonly knownActions?: number;
  /** Columns after which lines are wrapped at spaces. The first line and long names are not wrapped. @default 100 */
  readonly width?: number;
  /** The configuration in effect. @default - left out */
  readonly configuration?: string;
}

/**
 * A report for a terminal, without colors: the verdict as a sentence on the first line, then a block for each principal, in
 * the order of the report.
 */
export function renderText(report: ReviewReport, options: TextOptions = {}): string {
  const { verdict, sentences } = headline(style, report);
  const { rows, acknowledged, unchanged } = report;
  const first = `${verdict}: ${sentences}`;
  const notCompared = notComparedWords(style, report, mostNotCompared);
  const note = [
    ...[notCompared, assumptionWords(style, report)].flatMap((one) =>
      one === undefined ? [] : [wrap(`${one}.`, "", options.width ?? 100).join("\n")],
    ),
    ...configurationWords(style, options.configuration),
  ];
  if (rows.length === 0 && acknowledged.length === 0) return [first, ...note].join("\n\n");
  const everything = [...rows.map((row) => ({ row, reason: undefined })), ...acknowledged];
  const title = onlyStack(report) === undefined ? titleWithStack : titleAlone;
  const same = `Unchanged: ${countWords(unchanged.principals, "principal", "principals")}, ${countWords(unchanged.trusts, "trust", "trusts")}.`;
  return [
    first,
    ...blocks(everything.slice(0, rows.length), title, options),
    ...(acknowledged.length === 0 ? [] : ["Acknowledged, and not counted in the verdict:"]),
    ...blocks(everything.slice(rows.length), title, options),
    ...note,
    ...(report.verdict === "unchanged" ? [] : [same]),
  ].join("\n\n");
}

/** How many values that were not compared are named. */
const mostNotCompared = 20;

/** A row, with the reason if it is acknowledged. */
interface Entry {
  readonly row: ReviewRow;
  readonly reason: string | undefined;
}

/** One block for each principal, in the order of their first rows. */
function blocks(entries: readonly Entry[], title: (row: ReviewRow) => string, options: TextOptions): readonly string[] {
  const byTitle = new Map<string, string[]>();
  for (const entry of entries) {
    const lines = byTitle.get(title(entry.row)) ?? [title(entry.row)];
    byTitle.set(title(entry.row), lines);
    const [line = "", ...details] = linesOf(entry, options);
    const { width = 100 } = options;
    lines.push(...wrap(line, "  ", width), ...details.flatMap((detail) => wrap(detail, "      ", width)));
  }
  return [...byTitle.values()].map((lines) => lines.join("\n"));
}

function titleWithStack(row: ReviewRow): string {
  const stack = `stack ${style.name(row.stack)}`;
  const principal = principalOf(row);
  return principal === undefined ? stack : `${principalWords(style, principal)} (${stack})`;
}

function titleAlone(row: ReviewRow): string {
  const principal = principalOf(row);
  return principal === undefined ? titleWithStack(row) : principalWords(style, principal);
}

/** The principal of a row; `undefined` for rows that are not about one principal. */
function principalOf(row: ReviewRow): PrincipalName | undefined {
  if (row.kind === "trust") return { kind: "role", name: row.role };
  if (row.kind === "unknown") return undefined;
  if (row.kind !== "existence") return row.principal;
  const { what, name } = row;
  return what === "user" || what === "group" || what === "role" ? { kind: what, name } : undefined;
}

const signs = { gained: "+", added: "+", lost: "-", removed: "-", loosened: "~", tightened: "~" } as const;

/** The line of a row, and its details. */
function linesOf({ row, reason }: Entry, options: TextOptions): readonly string[] {
  const risks = risksOf(row);
  const why = whyOf(row);
  const example = exampleWords(style, row);
  return [
    `${signs[row.change]} ${lineOf(row)}`,
    ...(row.kind === "permission" ? permissionDetails(row, options) : []),
    ...(row.kind === "trust" ? condition(row) : []),
    ...(risks.length === 0
      ? []
      : [`risk: ${row.kind === "permission" ? riskDetails(style, row, risks, mostRiskyActions) : riskWords(risks)}`]),
    ...(example !== undefined && directionOf(row) === "broader" ? [`e.g. ${example}`] : []),
    ...(why === undefined
      ? []
      : [`${row.kind === "unknown-policy" || row.kind === "unknown" ? "not known" : "possibly"}: ${style.prose(why)}`]),
    ...contestedWords(row).map((words) => style.prose(words)),
    ...(row.kind === "permission" && row.policies.length > 0 ? [`by policy ${listWords(style, row.policies)}`] : []),
    ...(reason === undefined ? [] : [`acknowledged: ${style.prose(reason)}`]),
  ];
}

/** How many of the actions with a risk are named. */
const mostRiskyActions = 6;

function lineOf(row: ReviewRow): string {
  switch (row.kind) {
    case "permission": {
      const count = saysItAll(row) ? "" : ` (${knownActionWords(row)})`;
      return `${verbOf(row.change, isPossible(row))} ${actionWords(style, row, wholeLength)}${count}`;
    }
    case "trust":
      return `${trustedWords(style, row)} ${verbOf(row.change, isPossible(row))} assume it`;
    case "unknown-policy":
      return `${policyWords(style, row)} ${unknownPolicyTurn(row)}${groupWords(style, row)}`;
    case "unknown":
      return `${unknownWords(style, row)} ${unknownVerb(row)}`;
    case "existence":
      return principalOf(row) === undefined
        ? `${existenceWords(style, row)} ${row.change}`
        : `${row.what} ${row.change}`;
  }
}

function permissionDetails(row: PermissionRow, { knownActions: most = 12 }: TextOptions): readonly string[] {
  return [
    ...(saysItAll(row) || row.knownActions.length === 0 ? [] : [`known: ${listWords(style, row.knownActions, most)}`]),
    `on ${resourceMeaning(style, row, wholeLength)}`,
    ...(row.resourceGroup === undefined ? [] : [groupWords(style, row).trim()]),
    ...condition(row),
  ];
}

function condition({ conditions }: Pick<PermissionRow, "conditions">): readonly string[] {
  const words = conditionWords(style, conditions, wholeLength);
  return words === undefined ? [] : [`if ${words}`];
}

/** Wraps text at this width. Continuation lines are indented by four more columns. */
export function wrap(text: string, indent: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = `${indent}    `;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

export const reviewText = {
  name: "text",
  kind: "review",
  mediaType: "text/plain",
  render: (subject, { configuration } = {}) =>
    renderText(subject, configuration === undefined ? {} : { configuration }),
} as const satisfies Renderer<"text", ReviewReport>;
