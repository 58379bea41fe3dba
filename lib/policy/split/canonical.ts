import { splitTokens } from "../patterns/framework-token";
import type { PolicyStatement } from "../statement";
import { compareText, toList } from "../text-list";
import { foldCase } from "../letter-case";

/** The text with every framework token alike: how one is spelled depends on the order in which an app was built. */
export function withoutTokens(text: string): string {
  return splitTokens(text)
    .map((part) => (part.kind === "token" ? "${}" : part.text))
    .join("");
}

/**
 * What makes a statement the same one after its actions were edited: everything but them, in one spelling.
 *
 * @param divided whether the resources are one part of a longer list, which tells nothing then
 */
export function identityText(statement: PolicyStatement, divided: boolean): string {
  return JSON.stringify([
    statement.effect,
    statement.actionElement,
    statement.resourceElement,
    divided ? null : listOf(statement.resources),
    conditionsOf(statement),
  ]);
}

/** All of a statement, in one spelling. */
export function wholeText(statement: PolicyStatement): string {
  return JSON.stringify([identityText(statement, false), listOf(statement.actions), statement.sid]);
}

function listOf(values: readonly string[]): readonly string[] {
  return [...new Set(values)].map(withoutTokens).sort(compareText);
}

function conditionsOf({ conditions }: PolicyStatement): readonly string[] {
  return Object.entries(conditions ?? {})
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) =>
        JSON.stringify([operator, foldCase(withoutTokens(key)), ...listOf(toList(values))]),
      ),
    )
    .sort(compareText);
}
