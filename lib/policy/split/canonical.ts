import { splitTokens } from "../patterns/framework-token";
import type { PolicyStatement } from "../statement";
import { foldCase } from "../letter-case";
import { compareText, toList } from "../text-list";

/** Replaces framework tokens by a fixed text, because their spelling depends on the order of construction. */
export function withoutTokens(text: string): string {
  return splitTokens(text)
    .map((part) => (part.kind === "token" ? "${}" : part.text))
    .join("");
}

/**
 * Identifies a statement when its actions are edited: everything except the actions, in canonical form.
 *
 * @param divided lists of which the statement has only a part, which are ignored
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

/** The whole statement in canonical form. */
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
