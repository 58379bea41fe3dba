import { knownCorrections } from "./import/corrections";
import type { CatalogAction } from "./service";
import { catalogAction, service, serviceCodes } from "./services";
import { foldCase } from "../policy/letter-case";

/**
 * Actions that authorize an API call, by the name of the action or the API, in any letter case, with or without the RAM
 * code. Several services may have the same API name. Some APIs are authorized by an action with another name.
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

/** Actions for APIs of services without an authorization page in the catalog. */
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
