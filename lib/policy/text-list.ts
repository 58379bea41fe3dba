import { isCompoundToken } from "./patterns/framework-token";
import { type Problem, quote } from "./problem";
import { policyProblemIds } from "./problem-ids";

/** RAM writes one value plain or as an array of one; both mean the same. */
export type OneOrMany = string | readonly string[];

/** The values, whichever way they were written. */
export function toList(values: OneOrMany): readonly string[] {
  return typeof values === "string" ? [values] : values;
}

/** An unchangeable copy in the same shape. */
export function freezeValues(values: OneOrMany): OneOrMany {
  return typeof values === "string" ? values : Object.freeze([...values]);
}

/** Order of code units: the same on every machine, unlike a locale's order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The texts of a list in which order and repetition mean nothing: each once, sorted.
 *
 * @param sortKey the text that decides order and sameness, where it differs from the one that is kept
 */
export function sortedUnique(texts: readonly string[], sortKey: (text: string) => string): readonly string[] {
  const byKey = new Map(texts.map((text) => [sortKey(text), text]));
  return [...byKey].sort(([a], [b]) => compareText(a, b)).map(([, text]) => text);
}

/** Whether an empty string means something where it stands: the value of a condition may be one, an action may not. */
export type EmptyText = "may be empty" | "not empty";

/** What is wrong with an element that holds one string or a list of them. */
export function checkTextList(value: unknown, path: string, empty: EmptyText): readonly Problem[] {
  if (!Array.isArray(value)) return checkText(value, path, empty);
  if (value.length === 0) {
    return [
      {
        id: policyProblemIds.empty,
        path,
        found: "an empty list",
        allowed: "at least one value",
        fix: "name what is meant, or leave the statement out",
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

/** What is wrong with one string. */
export function checkText(value: unknown, path: string, empty: EmptyText): readonly Problem[] {
  if (isRightText(value, empty)) return [];
  if (typeof value !== "string") {
    return [
      {
        id: policyProblemIds.notAString,
        path,
        found: quote(value),
        allowed: "a string (RAM writes numbers, booleans and dates in double quotes too)",
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
        allowed: "strings, known or not, one by one",
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
      fix: "name what is meant, or remove it",
    },
  ];
}
