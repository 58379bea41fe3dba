import { type Within, catalogAction } from "../catalog";
import { variablesOf } from "../catalog/arn-template";
import { isList, restrictionOf } from "../catalog/least-privilege/restriction";

/**
 * The part of `within` that narrows an action to a resource, as far as the templates of its ARNs say: the one with most
 * names of those that the resource has the form of. Empty where none has.
 */
export function withinOf(action: string, resource: string | undefined): Within {
  const { resources = [] } = catalogAction(action) ?? {};
  const found = resources
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
    // RAM writes no region into ARNs of its own, and hides digits of ids in some answers.
    if (name === undefined || value === "" || value.includes("*")) continue;
    within[name] = isList(name) ? [value] : value;
  }
  return within; // names of restrictions, each with the kind of value that it takes
}
