import { type ActionFacts, type ActionKnowledge, isPattern } from "../policy";
import { returnsSecret } from "./access-class";
import type { CatalogAction } from "./service";
import { actionsMatching, catalogAction, nearestActions, service } from "./services";

/** The catalog as the policy engine asks for it: to expand patterns, to validate, and to compact. */
export const knownActions: ActionKnowledge = {
  // Where only a pattern is known, any name may be right.
  knowsService: (code) => [...(service(code.toLowerCase())?.actions.keys() ?? [])].some((name) => !isPattern(name)),
  action: (name) => {
    const action = catalogAction(name);
    return action === undefined ? undefined : factsOf(action);
  },
  matching: (pattern) => actionsMatching(pattern).map(factsOf),
  nearest: nearestActions,
};

function factsOf(action: CatalogAction): ActionFacts {
  const { name, resources } = action;
  return { name, resources, secret: returnsSecret(name) };
}
