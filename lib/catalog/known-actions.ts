import type { ActionFacts, ActionKnowledge } from "../policy";
import { returnsSecret } from "./access-class";
import { isUnchecked } from "./action-name";
import type { CatalogAction } from "./service";
import { actionsMatching, catalogAction, nearestActions, service } from "./services";

/** The catalog as the policy engine asks for it: to expand patterns, to validate, and to compact. */
export const knownActions: ActionKnowledge = {
  extentOf: (code) => {
    const known = service(code.toLowerCase());
    if (known === undefined) return "none";
    return known.granularity === undefined ? "some" : "all"; // pages, and pages only, say the granularity
  },
  action: (name) => {
    const action = catalogAction(name);
    if (action !== undefined) return factsOf(action);
    // Whoever said that it exists knows more than the catalog.
    return isUnchecked(name) ? { name, resources: undefined, secret: returnsSecret(name) } : undefined;
  },
  matching: (pattern) => actionsMatching(pattern).map(factsOf),
  nearest: nearestActions,
};

function factsOf(action: CatalogAction): ActionFacts {
  const { name, resources } = action;
  return { name, resources, secret: returnsSecret(name) };
}
