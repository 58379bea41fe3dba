/** What an operator compares. */
export type ConditionType = "String" | "Number" | "Date and time" | "Boolean" | "IP address";

/** What is known of one condition operator. */
export interface ConditionOperatorFacts {
  readonly type: ConditionType;
  /** True where the operator is the denial of another: it holds when none of the values matches. */
  readonly negated: boolean;
}

/**
 * The 21 condition operators that RAM's page lists. The page is not complete: the vendor's own Terraform module writes
 * `ForAllValues:StringEquals`, which it does not list. An operator that is not here may be one of RAM's.
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

/** The name of a condition operator that RAM's page lists. Case matters. */
export type ConditionOperator = keyof typeof conditionOperators;

/**
 * A listed operator over all values of a key with several: seen in policies of the vendor, described on no page. The
 * evaluator does not guess what it means: such a condition is not known.
 *
 * Source: alibabacloud-automation/terraform-alicloud-ram-policy, modules/PowerUserAccess (2025-03-04).
 */
export type SetOperator = `${"ForAllValues" | "ForAnyValue"}:${ConditionOperator}`;

/** Whether RAM's page lists an operator of exactly this name. */
export function isConditionOperator(name: string): name is ConditionOperator {
  return Object.hasOwn(conditionOperators, name);
}

/** What is known of an operator; `undefined` for one that RAM's page does not list. */
export function operatorFacts(name: string): ConditionOperatorFacts | undefined {
  return isConditionOperator(name) ? conditionOperators[name] : undefined;
}
