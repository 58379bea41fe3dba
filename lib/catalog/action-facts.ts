import { inferredLevel } from "./inferred-level";
import type { CatalogAction } from "./service";
import { catalogAction } from "./services";

/** What is known of an action. If the catalog lacks it, what its name says, without provenance. */
export function actionFacts(name: string): CatalogAction {
  return (
    catalogAction(name) ?? {
      name,
      service: name.split(":")[0] ?? "",
      api: name.split(":")[1] ?? "",
      level: inferredLevel(name),
      levelInferred: true,
      resources: undefined,
      conditionKeys: [],
      dependentActions: [],
      provenance: [],
    }
  );
}
