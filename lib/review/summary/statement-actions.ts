import { type CatalogAction, actionsMatching, catalogAction, contestedScope } from "../../catalog";
import { type PolicyStatement, escalatingActions, isPattern, matchesPattern } from "../../policy";
import { knownActions, openOperations } from "../../catalog/known-actions";
import { partlyKnown } from "../../policy/patterns/partly-known";
import { foldCase } from "../../policy/letter-case";

/** An action of a statement: a known action, or a name or pattern that the catalog lacks. */
export interface NamedAction extends Pick<CatalogAction, "name" | "service" | "resources"> {
  /** Templates of the resources by a page that contradicts the authorization page. */
  readonly contested?: readonly { readonly arn: string }[] | undefined;
  /** Whether the statement names the action's service, and not only covers it, e.g. with `*`. */
  readonly isServiceNamed: boolean;
}

/**
 * The actions of a statement: every known action that it matches, dangerous actions that the catalog lacks, and names and
 * patterns without a known match, as written. Sorted by name.
 */
export function actionsNamedBy(statement: PolicyStatement): readonly NamedAction[] {
  const patterns = statement.actionElement === "NotAction" ? ["*"] : statement.actions;
  const found = new Map<string, NamedAction>();
  for (const pattern of patterns) {
    const isServiceNamed = /^[^*?:]+:/.test(partlyKnown(pattern).widest);
    for (const action of matching(pattern)) {
      const key = foldCase(action.name);
      found.set(key, { ...action, isServiceNamed: isServiceNamed || found.get(key)?.isServiceNamed === true });
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

type ActionFacts = Omit<NamedAction, "isServiceNamed">;

function matching(written: string): readonly ActionFacts[] {
  const pattern = foldCase(partlyKnown(written).widest);
  const known = (isPattern(pattern) ? actionsMatching(pattern) : [catalogAction(pattern) ?? []].flat()).map(
    (action) => ({ ...action, contested: contestedScope(action)?.other.resources }),
  );
  const dangerous = escalatingActions
    .map(({ action }) => action)
    .filter((action) => matchesPattern(pattern, foldCase(action)) && catalogAction(action) === undefined)
    .map(named);
  // A pattern of a service that the catalog lacks is kept as written. For `*`, the known actions are enough.
  if (known.length + dangerous.length === 0) return [named(written)];
  return [...known, ...dangerous, ...(coversMoreThanKnown(pattern) ? [named(written)] : [])];
}

/** Whether a pattern of a service covers operations that may be actions, and few actions of the service are known. */
function coversMoreThanKnown(pattern: string): boolean {
  const [code = ""] = pattern.split(":");
  if (!isPattern(pattern) || isPattern(code) || knownActions.extentOf(code) !== "some") return false;
  return openOperations(code).some((name) => matchesPattern(pattern, foldCase(name)));
}

function named(name: string): ActionFacts {
  return { name, service: foldCase(name.split(":")[0] ?? ""), resources: undefined };
}
