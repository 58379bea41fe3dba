import { splitTokens } from "../patterns/framework-token";
import type { PolicyStatement } from "../statement";
import { foldCase } from "../letter-case";
import { compareText, toList } from "../text-list";

/** The text with every framework token alike: how one is spelled depends on the order in which an app was built. */
export function withoutTokens(text: string): string {
  return splitTokens(text)
    .map((part) => (part.kind === "token" ? "${}" : part.text))
    .join("");
}

/**
 * What makes a statement the same one after its actions were edited: everything but them, in one spelling.
 *
 * @param divided names of lists of which the statement has a part only, which tells nothing then
 */
export function identityText(
  statement: PolicyStatement,
  divided: readonly ("Action" | "Resource" | "Condition")[] = [],
  spelling = withoutTokens,
): string {
  return JSON.stringify([
    statement.effect,
    statement.actionElement,
    statement.resourceElement,
    divided.includes("Resource") ? null : listOf(statement.resources, spelling),
    divided.includes("Condition") ? null : conditionsOf(statement, spelling),
  ]);
}

/** All of a statement, in one spelling. */
export function wholeText(statement: PolicyStatement, spelling = withoutTokens): string {
  return JSON.stringify([identityText(statement, [], spelling), listOf(statement.actions, spelling), statement.sid]);
}

function listOf(values: readonly string[], spelling: (text: string) => string): readonly string[] {
  return [...new Set(values)].map(spelling).sort(compareText);
}

function conditionsOf({ conditions }: PolicyStatement, spelling: (text: string) => string): readonly string[] {
  return Object.entries(conditions ?? {})
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) =>
        JSON.stringify([operator, foldCase(spelling(key)), ...listOf(toList(values), spelling)]),
      ),
    )
    .sort(compareText);
}
