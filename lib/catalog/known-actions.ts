import { type ActionFacts, type ActionKnowledge, isPattern, matchesPattern } from "../policy";
import { returnsSecret } from "./access-class";
import { isSaidToExist } from "./action-name";
import type { CatalogAction } from "./service";
import { resourceCodes, vendorActions, vendorServiceCodes } from "./vendor-actions";
import { catalogAction, nearestActions, service, serviceCodes } from "./services";
import { foldCase } from "../policy/letter-case";

/** The catalog as the policy engine asks for it: to expand patterns, to validate, and to compact. */
export const knownActions: ActionKnowledge = {
  extentOf: (code) => {
    const known = service(foldCase(code));
    if (known === undefined) return "none";
    return known.granularity === undefined ? "some" : "all"; // pages, and pages only, say the granularity
  },
  action: (name) => {
    const action = catalogAction(name);
    if (action !== undefined) return factsOf(action);
    // Whoever said that it exists knows more than the catalog.
    return isSaidToExist(name) ? { name, resources: undefined, secret: returnsSecret(name) } : undefined;
  },
  matching: (pattern) => {
    const lowerCase = foldCase(pattern);
    return codesOf(lowerCase)
      .flatMap(searchable)
      .filter((action) => matchesPattern(lowerCase, action.lowerCase))
      .map(({ facts }) => facts);
  },
  nearest: nearestActions,
  isNamedByVendor: (text) => vendorActions().has(foldCase(text)),
  serviceCodes: vendorServiceCodes,
  resourceCodes,
};

function factsOf(action: CatalogAction): ActionFacts {
  const { name, resources } = action;
  return { name, resources, secret: returnsSecret(name) };
}

/** RAM codes of the known services whose actions a pattern may cover. */
function codesOf(pattern: string): readonly string[] {
  const [code = "", ...rest] = pattern.split(":");
  if (rest.length === 0) return serviceCodes(); // `*` may reach across the colon
  return isPattern(code) ? serviceCodes().filter((one) => matchesPattern(code, one)) : [code];
}

interface SearchableAction {
  readonly lowerCase: string;
  readonly facts: ActionFacts;
}

const prepared = new Map<string, readonly SearchableAction[]>();

/** The actions of a service, prepared once: validation asks for every pattern of a policy. */
function searchable(code: string): readonly SearchableAction[] {
  const known = prepared.get(code);
  if (known !== undefined) return known;
  const actions = [...(service(code)?.actions.values() ?? [])].map((action) => ({
    lowerCase: foldCase(action.name),
    facts: factsOf(action),
  }));
  if (actions.length > 0) prepared.set(code, actions);
  return actions;
}
