import { inferredLevel } from "./inferred-level";
import type { CatalogAction } from "./service";
import { catalogAction } from "./services";

/** The facts about an action. If the catalog lacks it, they are inferred from its name and have no provenance. */
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
