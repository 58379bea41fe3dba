import type { ConditionOperator } from "../condition-operators";
import { matchesPattern } from "../patterns/wildcard";
import { isInRange } from "./ip-range";

/** Whether a value of a request is what a value of a policy asks for; `undefined` where one is not well formed. */
export type Comparison = (wanted: string, actual: string) => boolean | undefined;

const equals: Comparison = (wanted, actual) => wanted === actual;
const equalsIgnoreCase: Comparison = (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase();
const bool: Comparison = (wanted, actual) => (isBool(wanted) && isBool(actual) ? wanted === actual : undefined);

function isBool(text: string): boolean {
  return text === "true" || text === "false";
}

function numbers(holds: (actual: number, wanted: number) => boolean): Comparison {
  return (wanted, actual) => compareWith(readNumber, holds, wanted, actual);
}

function dates(holds: (actual: number, wanted: number) => boolean): Comparison {
  return (wanted, actual) => compareWith(readDate, holds, wanted, actual);
}

function compareWith(
  read: (text: string) => number | undefined,
  holds: (actual: number, wanted: number) => boolean,
  wanted: string,
  actual: string,
): boolean | undefined {
  const [left, right] = [read(actual), read(wanted)];
  return left === undefined || right === undefined ? undefined : holds(left, right);
}

/** A decimal number. */
export function readNumber(text: string): number | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

const dateForm =
  /^(?<day>\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** An instant in milliseconds: ISO 8601 with `Z` or an offset. A day that no month has, and an hour 24, are none. */
export function readDate(text: string): number | undefined {
  const day = dateForm.exec(text)?.groups?.["day"];
  return day === undefined || !isDay(day) ? undefined : Date.parse(text);
}

/** JavaScript takes 30 February as the second of March, where it takes it at all. */
function isDay(text: string): boolean {
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

/**
 * What each operator compares. A negated operator has the comparison of the operator that it denies.
 *
 * Source: https://www.alibabacloud.com/help/en/ram/conditional-operator (read 2025-12-09); wildcards count under
 * `StringLike` and `StringNotLike` only.
 */
export const comparisons: Readonly<Record<ConditionOperator, Comparison>> = {
  StringEquals: equals,
  StringNotEquals: equals,
  StringEqualsIgnoreCase: equalsIgnoreCase,
  StringNotEqualsIgnoreCase: equalsIgnoreCase,
  StringLike: matchesPattern,
  StringNotLike: matchesPattern,
  NumericEquals: numbers((actual, wanted) => actual === wanted),
  NumericNotEquals: numbers((actual, wanted) => actual === wanted),
  NumericLessThan: numbers((actual, wanted) => actual < wanted),
  NumericLessThanEquals: numbers((actual, wanted) => actual <= wanted),
  NumericGreaterThan: numbers((actual, wanted) => actual > wanted),
  NumericGreaterThanEquals: numbers((actual, wanted) => actual >= wanted),
  DateEquals: dates((actual, wanted) => actual === wanted),
  DateNotEquals: dates((actual, wanted) => actual === wanted),
  DateLessThan: dates((actual, wanted) => actual < wanted),
  DateLessThanEquals: dates((actual, wanted) => actual <= wanted),
  DateGreaterThan: dates((actual, wanted) => actual > wanted),
  DateGreaterThanEquals: dates((actual, wanted) => actual >= wanted),
  Bool: bool,
  IpAddress: isInRange,
  NotIpAddress: isInRange,
};
