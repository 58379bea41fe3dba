/** What an operator compares. */
export type ConditionType = "String" | "Number" | "Date and time" | "Boolean" | "IP address";

/** The facts about a condition operator. */
export interface ConditionOperatorFacts {
  readonly type: ConditionType;
  /** True if the operator negates another one: it holds if none of the values matches. */
  readonly negated: boolean;
}

/**
 * The 21 condition operators on RAM's page. The page is incomplete: the vendor's Terraform module uses
 * `ForAllValues:StringEquals`, which is not on it. RAM may support operators that are missing here.
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

/** A condition operator on RAM's page. Case matters. */
export type ConditionOperator = keyof typeof conditionOperators;

/**
 * A listed operator applied to all values of a key. The vendor's policies use it, but no page documents it. The evaluator
 * treats the result of such a condition as unknown.
 *
 * Source: alibabacloud-automation/terraform-alicloud-ram-policy, modules/PowerUserAccess (2025-03-04).
 */
export type SetOperator = `${"ForAllValues" | "ForAnyValue"}:${ConditionOperator}`;

/** Whether an operator with exactly this name is on RAM's page. */
export function isConditionOperator(name: string): name is ConditionOperator {
  return Object.hasOwn(conditionOperators, name);
}

/** The facts about an operator; `undefined` if it is not on RAM's page. */
export function operatorFacts(name: string): ConditionOperatorFacts | undefined {
  return isConditionOperator(name) ? conditionOperators[name] : undefined;
}
