import { isCompoundToken } from "./patterns/framework-token";
import { type Problem, quote } from "./problem";
import { policyProblemIds } from "./problem-ids";

/** One value, or an array of values. RAM accepts both. */
export type OneOrMany = string | readonly string[];

/** The values as an array. */
export function toList(values: OneOrMany): readonly string[] {
  return typeof values === "string" ? [values] : values;
}

/** A frozen copy with the same shape. */
export function freezeValues(values: OneOrMany): OneOrMany {
  return typeof values === "string" ? values : Object.freeze([...values]);
}

/** Compares by code units: the same on every machine, unlike a locale's order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Sorts texts and removes duplicates.
 *
 * @param sortKey the key for order and equality, if it differs from the text
 */
export function sortedUnique(texts: readonly string[], sortKey: (text: string) => string): readonly string[] {
  const byKey = new Map(texts.map((text) => [sortKey(text), text]));
  return [...byKey].sort(([a], [b]) => compareText(a, b)).map(([, text]) => text);
}

/** Whether an empty string is allowed: a condition value may be empty, an action may not. */
export type EmptyText = "may be empty" | "not empty";

/** Checks an element with a string or a list of strings. */
export function checkTextList(value: unknown, path: string, empty: EmptyText): readonly Problem[] {
  if (!Array.isArray(value)) return checkText(value, path, empty);
  if (value.length === 0) {
    return [
      {
        id: policyProblemIds.empty,
        path,
        found: "an empty list",
        allowed: "at least one value",
        fix: "name at least one, or remove the statement",
      },
    ];
  }
  const problems: Problem[] = [];
  for (const [index, item] of value.entries()) {
    if (!isRightText(item, empty)) problems.push(...checkText(item, `${path}[${index}]`, empty));
  }
  return problems;
}

function isRightText(value: unknown, empty: EmptyText): boolean {
  return typeof value === "string" && (value !== "" || empty === "may be empty") && !isCompoundToken(value);
}

/** Checks a string. */
export function checkText(value: unknown, path: string, empty: EmptyText): readonly Problem[] {
  if (isRightText(value, empty)) return [];
  if (typeof value !== "string") {
    return [
      {
        id: policyProblemIds.notAString,
        path,
        found: quote(value),
        allowed: "a string (RAM requires double quotes also for numbers, booleans and dates)",
        fix: "put the value in quotes",
      },
    ];
  }
  if (isCompoundToken(value)) {
    return [
      {
        id: policyProblemIds.compoundToken,
        path,
        found: "a list or map that is known only at apply",
        allowed: "single strings, whether their values are known or not",
        fix: "list the values, or use one string token for each",
      },
    ];
  }
  return [
    {
      id: policyProblemIds.empty,
      path,
      found: "an empty string",
      allowed: "text",
      fix: "write a value, or remove it",
    },
  ];
}
