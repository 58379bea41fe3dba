import { type Conditions, type Problem, checkConditions, quote } from "../policy";
import type { PermissionRow, ReviewRow } from "./report/review-report";

/**
 * Says that a change of permissions is intended. It matches only what it names, so that it cannot suppress a wider change
 * that comes later.
 */
export interface RowAcknowledgement {
  /** e.g. `gained` */
  readonly change: ReviewRow["change"];
  /** The principal or other object, as in reports: `group dev`, `role Runtime`, `service-linked role fc.aliyuncs.com`. */
  readonly subject: string;
  /**
   * Actions, trusted principals or policies, as in reports. A row matches if it has no others. Omit them for `added` and
   * `removed`.
   */
  readonly items?: readonly string[];
  /** Whether the items are actions or, with `NotAction`, exceptions. @default "Action" */
  readonly actionElement?: PermissionRow["actionElement"];
  /** Resources of the actions. A row matches if it has no others. Required for rows about actions. */
  readonly resources?: readonly string[];
  /** Whether the resources are resources or, with `NotResource`, exceptions. @default "Resource" */
  readonly resourceElement?: PermissionRow["resourceElement"];
  /** Exactly the conditions of the row. @default - no conditions */
  readonly conditions?: Conditions;
  /** Id of the resource group of the row. @default - the whole account */
  readonly resourceGroup?: string;
  /** Name of the stack, as in reports. @default - any */
  readonly stack?: string;
  /** Why the change is right. */
  readonly reason: string;
  /** Last day on which it matches, e.g. `2026-12-31`. @default - no end */
  readonly until?: string;
}

/** Ids of problems with acknowledgements of rows. */
export const rowAcknowledgementIds = {
  /** It does not have the right form. */
  form: "RAM502",
  /** It matches no row, or has expired. */
  unmatched: "RAM503",
} as const;

/** Reads acknowledgements from parsed JSON, or reports all problems. */
export function readRowAcknowledgements(json: unknown): {
  readonly acknowledgements: readonly RowAcknowledgement[];
  readonly problems: readonly Problem[];
} {
  if (!Array.isArray(json)) return { acknowledgements: [], problems: [formProblem("", quote(json), "a list")] };
  const problems = json.flatMap((one: unknown, index) => checkForm(one, `[${index}]`));
  // The problems of every entry were collected above.
  return { acknowledgements: problems.length > 0 ? [] : (json as readonly RowAcknowledgement[]), problems };
}

const withItems = ["gained", "lost", "loosened", "tightened"];

/** The form of each part, in words and as a test. All but the first three are optional. */
const parts: Readonly<
  Record<keyof RowAcknowledgement, readonly [allowed: string, isRight: (value: unknown) => boolean]>
> = {
  change: oneOf(...withItems, "added", "removed"),
  subject: ['e.g. "group dev"', isText],
  reason: ["a sentence", (value) => isText(value) && value.trim() !== ""],
  items: ["a list of strings, as in the report", isTexts],
  actionElement: oneOf("Action", "NotAction"),
  resources: ["a list of strings, as in the report", isTexts],
  resourceElement: oneOf("Resource", "NotResource"),
  conditions: ["conditions, as in the report", (value) => checkConditions(value, "").length === 0],
  resourceGroup: ["the id of a resource group", isText],
  stack: ["the name of a stack, as in the report", isText],
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

/** A day of the calendar, because `2026-99-99` would never expire. */
function isDay(value: unknown): boolean {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

function formProblem(path: string, found: string, allowed: string): Problem {
  return { id: rowAcknowledgementIds.form, path: `acknowledgements${path}`, found, allowed, fix: "correct it" };
}
