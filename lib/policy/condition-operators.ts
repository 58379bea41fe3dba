/** What an operator compares. */
export type ConditionType = "String" | "Number" | "Date and time" | "Boolean" | "IP address";

/** What is known of one condition operator. */
export interface ConditionOperatorFacts {
  readonly type: ConditionType;
  /** True where the operator is the denial of another: it holds when none of the values matches. */
  readonly negated: boolean;
}

/**
 * RAM's 21 condition operators. There is no `...IfExists`, `Null`, `ForAnyValue:`, `ForAllValues:`, `Arn...` or
 * `Binary...`; those exist elsewhere only.
 *
 * Source: https://www.alibabacloud.com/help/en/ram/conditional-operator (read 2025-12-09).
 */
export const conditionOperators = {
  StringEquals: { type: "String", negated: false },
  StringNotEquals: { type: "String", negated: true },
  StringEqualsIgnoreCase: { type: "String", negated: false },
  StringNotEqualsIgnoreCase: { type: "String", negated: true },
  StringLike: { type: "String", negated: false },
  StringNotLike: { type: "String", negated: true },
  NumericEquals: { type: "Number", negated: false },
  NumericNotEquals: { type: "Number", negated: true },
  NumericLessThan: { type: "Number", negated: false },
  NumericLessThanEquals: { type: "Number", negated: false },
  NumericGreaterThan: { type: "Number", negated: false },
  NumericGreaterThanEquals: { type: "Number", negated: false },
  DateEquals: { type: "Date and time", negated: false },
  DateNotEquals: { type: "Date and time", negated: true },
  DateLessThan: { type: "Date and time", negated: false },
  DateLessThanEquals: { type: "Date and time", negated: false },
  DateGreaterThan: { type: "Date and time", negated: false },
  DateGreaterThanEquals: { type: "Date and time", negated: false },
  Bool: { type: "Boolean", negated: false },
  IpAddress: { type: "IP address", negated: false },
  NotIpAddress: { type: "IP address", negated: true },
} as const satisfies Readonly<Record<string, ConditionOperatorFacts>>;

/** The name of one of RAM's condition operators. Case matters. */
export type ConditionOperator = keyof typeof conditionOperators;

/** Whether RAM has an operator of exactly this name. */
export function isConditionOperator(name: string): name is ConditionOperator {
  return Object.hasOwn(conditionOperators, name);
}
