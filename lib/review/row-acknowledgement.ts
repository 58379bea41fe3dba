import { type Conditions, type Problem, checkConditions, quote } from "../policy";
import type { PermissionRow, ReviewRow } from "./report/review-report";

/**
 * Someone's word that a change of permissions is meant to be so. It is about no more than what it names, so that it cannot
 * hide a wider change that comes later.
 */
export interface RowAcknowledgement {
  /** e.g. `gained` */
  readonly change: ReviewRow["change"];
  /** Whom it is about, as a report names them: `group dev`, `role Runtime`, `service-linked role fc.aliyuncs.com`. */
  readonly subject: string;
  /**
   * Actions, trusted principals or policies that are meant, as a report names them; a row may have fewer. What comes or goes
   * (`added`, `removed`) has none.
   */
  readonly items?: readonly string[];
  /** Whether the items are what is excepted. @default "Action" */
  readonly actionElement?: PermissionRow["actionElement"];
  /** Resources of the actions; a row may have fewer. Rows about actions need it. */
  readonly resources?: readonly string[];
  /** Whether the resources are what is excepted. @default "Resource" */
  readonly resourceElement?: PermissionRow["resourceElement"];
  /** The conditions of the row, exactly. @default - it has none */
  readonly conditions?: Conditions;
  /** Id of the resource group that the row is about. @default - it is about the account */
  readonly resourceGroup?: string;
  /** Name of the stack, as a report names it. @default - any */
  readonly stack?: string;
  /** Why it is right. */
  readonly reason: string;
  /** Last day on which it holds, as `2026-12-31`. @default - without end */
  readonly until?: string;
}

/** Ids of what can be wrong with an acknowledgement of a row. */
export const rowAcknowledgementIds = {
  /** It is not of the form that it must be. */
  form: "RAM502",
  /** It matches no row, or its time is over. */
  unmatched: "RAM503",
} as const;

/** The acknowledgements that parsed JSON holds, or everything that is wrong with it. */
export function readRowAcknowledgements(json: unknown): {
  readonly acknowledgements: readonly RowAcknowledgement[];
  readonly problems: readonly Problem[];
} {
  if (!Array.isArray(json)) return { acknowledgements: [], problems: [formProblem("", quote(json), "a list")] };
  const problems = json.flatMap((one: unknown, index) => checkForm(one, `[${index}]`));
  // Every entry was looked at.
  return { acknowledgements: problems.length > 0 ? [] : (json as readonly RowAcknowledgement[]), problems };
}

const withItems = ["gained", "lost", "loosened", "tightened"];

/** What each part may be, in words and as a test; all but the first three may be missing. */
const parts: Readonly<
  Record<keyof RowAcknowledgement, readonly [allowed: string, isRight: (value: unknown) => boolean]>
> = {
  change: oneOf(...withItems, "added", "removed"),
  subject: ['e.g. "group dev"', isText],
  reason: ["a sentence", (value) => isText(value) && value.trim() !== ""],
  items: ["a list of texts, as the report has them", isTexts],
  actionElement: oneOf("Action", "NotAction"),
  resources: ["a list of texts, as the report has them", isTexts],
  resourceElement: oneOf("Resource", "NotResource"),
  conditions: ["conditions, as the report has them", (value) => checkConditions(value, "").length === 0],
  resourceGroup: ["the id of a resource group", isText],
  stack: ["the name of a stack, as the report has it", isText],
  until: ["a day such as 2026-12-31", isDay],
};

const always: readonly string[] = ["change", "subject", "reason"];

function checkForm(value: unknown, path: string): readonly Problem[] {
  if (typeof value !== "object" || value === null) return [formProblem(path, quote(value), "an object")];
  const given = value as Readonly<Record<string, unknown>>;
  const isNeeded = (name: string): boolean =>
    always.includes(name) || (name === "items" && withItems.includes(String(given["change"])));
  return [
    ...Object.keys(given)
      .filter((name) => !Object.hasOwn(parts, name))
      .map((name) => formProblem(`${path}.${name}`, "a part that does not exist", Object.keys(parts).join(", "))),
    ...Object.entries(parts)
      .filter(([name, [, isRight]]) => (given[name] === undefined ? isNeeded(name) : !isRight(given[name])))
      .map(([name, [allowed]]) => formProblem(`${path}.${name}`, quote(given[name]), allowed)),
  ];
}

function oneOf(...allowed: readonly string[]): readonly [string, (value: unknown) => boolean] {
  return [allowed.join(", "), (value) => typeof value === "string" && allowed.includes(value)];
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** A day that the calendar has: `2026-99-99` would never be over. */
function isDay(value: unknown): boolean {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

function formProblem(path: string, found: string, allowed: string): Problem {
  return { id: rowAcknowledgementIds.form, path: `acknowledgements${path}`, found, allowed, fix: "correct it" };
}
