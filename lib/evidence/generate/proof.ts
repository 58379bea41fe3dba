import { type PolicyDocument, evaluate, relateResources } from "../../policy";
import { foldCase, isSameName } from "../../policy/letter-case";
import type { UsageRow } from "../usage";
import type { NeededAccess } from "./shown-grants";

/** How the evaluator decides by generated documents. */
export interface Proof<Row extends NeededAccess = UsageRow> {
  /** Number of rows that were checked, i.e. all. */
  readonly checked: number;
  /** Rows that the documents do not allow. Empty, or the result is wrong. */
  readonly refused: readonly Row[];
  /** Actions of the documents without a row, sorted. */
  readonly unseen: readonly string[];
  /** Pairs of an action and a resource that no row of the action has, although the action itself was seen, sorted. */
  readonly wider: readonly string[];
}

/** Stands for a name that the evidence does not have. */
const anyName = "any-name-0f3a";

/** Evaluates every row, and looks for grants without a row. */
export function prove<Row extends NeededAccess>(
  documents: readonly PolicyDocument[],
  rows: readonly Row[],
): Proof<Row> {
  const seen = new Map<string, readonly string[]>();
  for (const { action, resource } of rows) {
    seen.set(foldCase(action), [...(seen.get(foldCase(action)) ?? []), resource]);
  }
  const granted = documents.flatMap(({ statements }) =>
    statements.flatMap(({ actions, resources }) =>
      actions.flatMap((action) => resources.map((resource) => ({ action, resource }))),
    ),
  );
  return {
    checked: rows.length,
    refused: rows.filter((row) => !isAllowed(documents, row)),
    unseen: sorted(granted.filter(({ action }) => !seen.has(foldCase(action))).map(({ action }) => action)),
    wider: sorted(
      granted
        .filter(({ action, resource }) => {
          const resources = seen.get(foldCase(action));
          return resources !== undefined && !resources.some((one) => isWithin(resource, one));
        })
        .map(({ action, resource }) => `${action} on ${resource}`),
    ),
  };
}

function isAllowed(documents: readonly PolicyDocument[], { action, resource }: NeededAccess): boolean {
  const { decision, dependsOn } = evaluate({
    policies: documents,
    request: { action, resource: resource === "*" ? "*" : resource.replaceAll("*", anyName) },
  });
  if (decision === "Allow") return true;
  // A request by feature limits the service that a role is passed to, and no event names the service.
  const isOfService = dependsOn.length > 0 && dependsOn.every(({ key }) => isSameName(key, "acs:Service"));
  return decision === "Depends" && isSameName(action, "ram:PassRole") && isOfService;
}

function isWithin(resource: string, seen: string): boolean {
  const relation = relateResources(seen, resource);
  return relation === "equal" || relation === "contains";
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
