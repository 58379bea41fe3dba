import { catalogAction, nearestActions, service } from "../../catalog";

/** What to tell of an action that the catalog does not know: it may be misspelt, and the answer about nothing. */
export function actionHints(action: string): readonly string[] {
  if (catalogAction(action) !== undefined) return [];
  const [code = ""] = action.split(":");
  const nearest = nearestActions(action);
  const known =
    service(code.toLowerCase()) === undefined ? `a service with the RAM code ${code}` : `the action ${action}`;
  return [`The catalog does not know ${known}${nearest.length === 0 ? "" : `; close are ${nearest.join(", ")}`}.`];
}
