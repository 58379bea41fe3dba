import { catalogAction, nearestActions, service } from "../../catalog";
import { foldCase } from "../../policy/letter-case";

/** Hints for an action that the catalog does not know, since it may be misspelt. */
export function actionHints(action: string): readonly string[] {
  if (catalogAction(action) !== undefined) return [];
  const [code = ""] = action.split(":");
  const nearest = nearestActions(action);
  const known = service(foldCase(code)) === undefined ? `a service with the RAM code ${code}` : `the action ${action}`;
  return [
    `The catalog does not know ${known}${nearest.length === 0 ? "" : `; similar actions are ${nearest.join(", ")}`}.`,
  ];
}
