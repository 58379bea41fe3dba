import { type Within, catalogAction } from "../catalog";
import { variablesOf } from "../catalog/arn-template";
import { isList, restrictionOf } from "../catalog/least-privilege/restriction";

/**
 * The `within` that narrows an action to a resource. Of the action's ARN templates that match the resource, the one with
 * the most names is used. Empty if none matches.
 */
export function withinOf(action: string, resource: string | undefined): Within {
  const { resources = [], otherScopes = [] } = catalogAction(action) ?? {};
  const found = [...resources, ...otherScopes.flatMap((scope) => scope.resources)]
    .flatMap(({ arn }) => valuesIn(arn, resource ?? "") ?? [])
    .sort((a, b) => Object.keys(b).length - Object.keys(a).length);
  return found[0] ?? {};
}

function valuesIn(template: string, resource: string): Within | undefined {
  const pattern = template
    .split(/(\{#\w+\}|\*)/)
    .map((piece) => {
      if (piece.startsWith("{#")) return "([^:/]*)";
      return piece === "*" ? "[^:]*" : piece.replace(/[.+?^$()|[\]\\{}]/g, "\\$&");
    })
    .join("");
  const match = new RegExp(`^${pattern}$`, "i").exec(resource);
  if (match === null) return undefined;
  const within: Record<string, string | readonly string[]> = {};
  for (const [index, variable] of variablesOf(template).entries()) {
    const name = restrictionOf(variable);
    const value = match[index + 1] ?? "";
    // ARNs of RAM have no region, and some errors mask digits of ids.
    if (name === undefined || value === "" || value.includes("*")) continue;
    within[name] = isList(name) ? [value] : value;
  }
  return within; // isList determines the type of each value
}
