import type { ConditionOperator, SetOperator } from "./condition-operators";
import { isJsonObject } from "./json-value";
import { type Problem, quote } from "./problem";
import { policyProblemIds } from "./problem-ids";
import { type OneOrMany, checkTextList, compareText, freezeValues, sortedUnique, toList } from "./text-list";
import { foldCase, isSameName } from "./letter-case";

/**
 * The conditions of a statement. All operators and keys must match (AND), with any of the values of a key (OR).
 *
 * @example { IpAddress: { "acs:SourceIp": ["203.0.113.0/24"] }, Bool: { "acs:MFAPresent": "true" } }
 */
export type Conditions = Readonly<
  Partial<Record<ConditionOperator | SetOperator, Readonly<Record<string, OneOrMany>>>>
>;

/**
 * Checks the form of a `Condition` element. An empty object is valid and matches every request. Operators are not
 * checked, because RAM may support unlisted ones; a rule of `validate` reports those.
 */
export function checkConditions(value: unknown, path: string): readonly Problem[] {
  if (!isJsonObject(value)) return [shapeProblem(value, path)];
  return Object.entries(value).flatMap(([operator, keys]) => [
    ...(operator === "" ? [shapeProblem("", path)] : []),
    ...checkKeys(keys, `${path}.${operator}`),
  ]);
}

function checkKeys(keys: unknown, path: string): readonly Problem[] {
  if (!isJsonObject(keys)) return [shapeProblem(keys, path)];
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  for (const [key, values] of Object.entries(keys)) {
    const earlier = seen.get(foldCase(key));
    if (earlier !== undefined) problems.push(twiceProblem(path, earlier, key));
    seen.set(foldCase(key), key);
    problems.push(...checkTextList(values, `${path}.${key}`, "may be empty"));
  }
  if (seen.size === 0) problems.push(shapeProblem(keys, path));
  return problems;
}

function shapeProblem(value: unknown, path: string): Problem {
  return {
    id: policyProblemIds.conditionShape,
    path,
    found: quote(value),
    allowed: '{ operator: { key: value or [values] } }, e.g. { "StringEquals": { "acs:Service": "fc.aliyuncs.com" } }',
    fix: "nest the condition key under an operator",
  };
}

function twiceProblem(path: string, first: string, second: string): Problem {
  return {
    id: policyProblemIds.conditionTwice,
    path,
    found: `the condition key ${quote(first)} twice, also as ${quote(second)}`,
    allowed: "one entry for an operator and key; RAM compares keys without regard to case",
    fix: "put all values into one list (any of them may match), or write a second statement",
  };
}

/** The conditions with an additional one. */
export function addCondition(
  conditions: Conditions | undefined,
  operator: ConditionOperator | SetOperator,
  key: string,
  values: OneOrMany,
): Conditions {
  return freezeConditions({ ...conditions, [operator]: { ...conditions?.[operator], [key]: values } });
}

/** RAM112 if the operator already tests the key, because one of the two would silently be lost. */
export function checkConditionIsNew(
  conditions: Conditions | undefined,
  operator: ConditionOperator | SetOperator,
  key: string,
): readonly Problem[] {
  const keys = Object.keys(conditions?.[operator] ?? {});
  const earlier = keys.find((known) => isSameName(known, key));
  return earlier === undefined ? [] : [twiceProblem(`Condition.${operator}`, earlier, key)];
}

/** A frozen copy with the same order and shape. */
export function freezeConditions(conditions: Conditions): Conditions {
  return Object.freeze(
    Object.fromEntries(
      Object.entries(conditions).map(([operator, keys]) => [
        operator,
        Object.freeze(Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, freezeValues(values)]))),
      ]),
    ),
  );
}

/** Maps every value. Order and shape stay the same. */
export function mapConditionValues(conditions: Conditions, map: (text: string) => string): Conditions {
  return mapValues(conditions, (values) => (typeof values === "string" ? map(values) : values.map(map)));
}

/** Equal for conditions with the same meaning: sorted operators and keys, with sorted arrays of values. */
export function canonicalConditions(conditions: Conditions, sortKey: (text: string) => string): Conditions {
  const sorted = mapValues(conditions, (values) => sortedUnique(toList(values), sortKey));
  return sortKeys(Object.fromEntries(Object.entries(sorted).map(([operator, keys]) => [operator, sortKeys(keys)])));
}

function mapValues(conditions: Conditions, map: (values: OneOrMany) => OneOrMany): Conditions {
  return Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, map(values)])),
    ]),
  );
}

function sortKeys<T>(object: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => compareText(a, b)));
}
