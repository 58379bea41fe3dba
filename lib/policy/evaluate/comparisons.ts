import type { ConditionOperator } from "../condition-operators";
import { matchesPattern } from "../patterns/wildcard";
import { type Decimal, compareDecimals, readDecimal } from "./decimal";
import { readInstant } from "./instant";
import { isInRange } from "./ip-range";

/** Whether a value of a request matches a value of a policy; `undefined` if one of them is malformed. */
export type Comparison = (wanted: string, actual: string) => boolean | undefined;

const equals: Comparison = (wanted, actual) => wanted === actual;
const equalsIgnoreCase: Comparison = (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase();
const bool: Comparison = (wanted, actual) => (isBool(wanted) && isBool(actual) ? wanted === actual : undefined);

function isBool(text: string): boolean {
  return text === "true" || text === "false";
}

function numbers(holds: (order: number) => boolean): Comparison {
  return ordered(readDecimal, holds);
}

function dates(holds: (order: number) => boolean): Comparison {
  return ordered(readInstant, holds);
}

/** @param holds decides by the order of the actual and the wanted value: negative, zero or positive */
function ordered(read: (text: string) => Decimal | undefined, holds: (order: number) => boolean): Comparison {
  return (wanted, actual) => {
    const [left, right] = [read(actual), read(wanted)];
    return left === undefined || right === undefined ? undefined : holds(compareDecimals(left, right));
  };
}

/**
 * The comparison of each operator. A negated operator uses the comparison of the operator that it negates.
 *
 * Source: https://www.alibabacloud.com/help/en/ram/conditional-operator (read 2025-12-09). Wildcards have a meaning in
 * `StringLike` and `StringNotLike` only.
 */
export const comparisons: Readonly<Record<ConditionOperator, Comparison>> = {
  StringEquals: equals,
  StringNotEquals: equals,
  StringEqualsIgnoreCase: equalsIgnoreCase,
  StringNotEqualsIgnoreCase: equalsIgnoreCase,
  StringLike: matchesPattern,
  StringNotLike: matchesPattern,
  NumericEquals: numbers((order) => order === 0),
  NumericNotEquals: numbers((order) => order === 0),
  NumericLessThan: numbers((order) => order < 0),
  NumericLessThanEquals: numbers((order) => order <= 0),
  NumericGreaterThan: numbers((order) => order > 0),
  NumericGreaterThanEquals: numbers((order) => order >= 0),
  DateEquals: dates((order) => order === 0),
  DateNotEquals: dates((order) => order === 0),
  DateLessThan: dates((order) => order < 0),
  DateLessThanEquals: dates((order) => order <= 0),
  DateGreaterThan: dates((order) => order > 0),
  DateGreaterThanEquals: dates((order) => order >= 0),
  Bool: bool,
  IpAddress: isInRange,
  NotIpAddress: isInRange,
};
