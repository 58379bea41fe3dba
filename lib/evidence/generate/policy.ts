import { PolicyDocument, PolicyStatement, minimize, split } from "../../policy";
import { compareText } from "../../policy/text-list";
import type { NeededAccess } from "./shown-grants";

/** The documents that allow the rows and nothing else: one, or several if RAM's size limit requires it. */
export function documentsFor(rows: readonly NeededAccess[]): readonly PolicyDocument[] {
  if (rows.length === 0) return [];
  const resources = new Map<string, Set<string>>();
  for (const { action, resource } of rows) {
    const of = resources.get(action) ?? new Set<string>();
    resources.set(action, of.add(resource));
  }
  const byResources = new Map<string, { readonly actions: string[]; readonly resources: readonly string[] }>();
  for (const [action, set] of [...resources].sort(([a], [b]) => compareText(a, b))) {
    const list = set.has("*") ? ["*"] : [...set].sort(compareText);
    const group = byResources.get(JSON.stringify(list)) ?? { actions: [], resources: list };
    group.actions.push(action);
    byResources.set(JSON.stringify(list), group);
  }
  const statements = [...byResources.values()].map((group) => PolicyStatement.allow(group));
  const { document } = minimize(new PolicyDocument(statements));
  return split(document).map((part) => part.document);
}
