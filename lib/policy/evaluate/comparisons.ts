import type { ConditionOperator } from "../condition-operators";
import { matchesPattern } from "../wildcard";
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

/** An instant in milliseconds: ISO 8601 with `Z` or an offset. */
export function readDate(text: string): number | undefined {
  const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
  const instant = form.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(instant) ? undefined : instant;
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
