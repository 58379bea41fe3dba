import { knownCorrections } from "./import/corrections";
import type { CatalogAction } from "./service";
import { catalogAction, service, serviceCodes } from "./services";
import { foldCase } from "../policy/letter-case";

/**
 * Actions that authorize a call: by the name of the action or of its API, in any letter case, with the RAM code or
 * without. Several where several services have the name. Some APIs are authorized by an action of another name.
 */
export function actionsOfApi(call: string): readonly CatalogAction[] {
  const [name = "", code] = foldCase(call).split(":", 2).reverse();
  const exact = code === undefined ? undefined : catalogAction(call);
  if (exact !== undefined) return [exact];
  const codes = code === undefined ? serviceCodes() : [code];
  const found = codes.flatMap((one) => [
    ...[...(service(one)?.actions.values() ?? [])].filter(
      (action) => foldCase(action.name) === `${one}:${name}` || foldCase(action.api) === name,
    ),
    ...correctedActions(name, one),
  ]);
  return [...new Map(found.map((action) => [action.name, action])).values()];
}

/** Actions of a service for APIs that its own data does not tell, because no authorization page of it was read. */
function correctedActions(api: string, code: string): readonly CatalogAction[] {
  return knownCorrections().flatMap((correction) => {
    if (!("printed" in correction) || foldCase(correction.printed) !== api) return [];
    const action =
      correction.kind === "feature-row"
        ? correction.meant
        : correction.kind === "api"
          ? `${correction.service}:${correction.action}`
          : "";
    return action.startsWith(`${code}:`) ? [catalogAction(action)].flatMap((one) => one ?? []) : [];
  });
}
