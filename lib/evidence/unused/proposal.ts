import { type OneOrMany, PolicyDocument, type PolicyStatement } from "../../policy";
import { compareText } from "../../policy/text-list";
import type { GrantedUse } from "./granted-use";

/**
 * The document without what was not seen; `undefined` if nothing is left. `Deny` statements, and grants whose use cannot be
 * seen, stay as they are.
 */
export function proposedDocument(document: PolicyDocument, uses: readonly GrantedUse[]): PolicyDocument | undefined {
  const statements = document.statements.flatMap((statement, index) =>
    statement.effect === "Deny"
      ? [statement]
      : narrowed(
          statement,
          uses.filter((use) => use.statement === index),
        ),
  );
  const isEmpty = statements.every(({ effect }) => effect === "Deny");
  return isEmpty ? undefined : new PolicyDocument(statements);
}

function narrowed(statement: PolicyStatement, uses: readonly GrantedUse[]): readonly PolicyStatement[] {
  const kept = uses.filter(({ state }) => state.kind !== "not seen");
  if (kept.length === uses.length) return [statement];
  if (statement.actionElement === "NotAction" || statement.resourceElement === "NotResource") {
    return kept.length === 0 ? [] : [statement];
  }
  const resources = new Map<string, Set<string>>();
  for (const { action, resource } of kept) {
    resources.set(action, (resources.get(action) ?? new Set<string>()).add(resource));
  }
  const groups = new Map<string, { readonly actions: string[]; readonly resources: readonly string[] }>();
  for (const [action, set] of [...resources].sort(([a], [b]) => compareText(a, b))) {
    const list = statement.resources.filter((one) => set.has(one));
    const group = groups.get(JSON.stringify(list)) ?? { actions: [], resources: list };
    group.actions.push(action);
    groups.set(JSON.stringify(list), group);
  }
  return [...groups.values()].map((group) =>
    statement.withActions(oneOrMany(group.actions)).withResources(oneOrMany(group.resources)),
  );
}

function oneOrMany(texts: readonly string[]): OneOrMany {
  const [only] = texts;
  return only !== undefined && texts.length === 1 ? only : texts;
}
