import { type ActionFacts, type ActionKnowledge, isPattern, matchesPattern } from "../policy";
import { returnsSecret } from "./access-class";
import { contestedScope } from "./contested-scope";
import type { CatalogAction } from "./service";
import { resourceCodes, vendorActions, vendorServiceCodes } from "./vendor-actions";
import { nearestActions, sdkOperation, service, serviceCodes } from "./services";
import { foldCase } from "../policy/letter-case";

/** The catalog as an interface of the policy engine, which expands patterns, validates and compacts with it. */
export const knownActions: ActionKnowledge = {
  extentOf: (code) => {
    const known = service(foldCase(code));
    if (known === undefined) return "none";
    return known.granularity === undefined ? "some" : "all"; // only authorization pages have a granularity
  },
  action: factsByName,
  matching: (pattern) => {
    const lowerCase = foldCase(pattern);
    return codesOf(lowerCase)
      .flatMap((code) => serviceFacts(code).actions)
      .filter((action) => matchesPattern(lowerCase, action.lowerCase))
      .map(({ facts }) => facts);
  },
  nearest: nearestActions,
  operation: sdkOperation,
  operations: (code) => openOperations(foldCase(code)),
  isNamedByVendor: (text) => vendorActions().has(foldCase(text)),
  serviceCodes: vendorServiceCodes,
  resourceCodes,
};

/** Names of the operations that SDKs of a service have, and that no document names as actions. */
export function openOperations(code: string): readonly string[] {
  const operations = [...(service(code)?.operations.values() ?? [])];
  return operations.filter(({ status }) => status === "SDK only").map(({ name }) => name);
}

function codeOf(action: string): string {
  return action.split(":")[0] ?? "";
}

function factsOf(action: CatalogAction): ActionFacts {
  const { name, resources } = action;
  const contested = contestedScope(action);
  const facts = { name, resources, secret: returnsSecret(name) };
  if (contested === undefined) return facts;
  return { ...facts, contested: { resources: contested.other.resources, about: contested.about } };
}

/** RAM codes of the known services whose actions a pattern may cover. */
function codesOf(pattern: string): readonly string[] {
  const [code = "", ...rest] = pattern.split(":");
  if (rest.length === 0) return serviceCodes(); // `*` may match the colon
  return isPattern(code) ? serviceCodes().filter((one) => matchesPattern(code, one)) : [code];
}

interface SearchableAction {
  readonly lowerCase: string;
  readonly facts: ActionFacts;
}

/** The actions of a service as validation asks for them. */
interface ServiceFacts {
  readonly actions: readonly SearchableAction[];
  /** By name as written, and by name in lower case. */
  readonly byName: ReadonlyMap<string, ActionFacts>;
}

const prepared = new Map<string, ServiceFacts>();

/** Prepared once: validation asks for every action of a policy, again and again. */
function serviceFacts(code: string): ServiceFacts {
  const known = prepared.get(code);
  if (known !== undefined) return known;
  const actions = [...(service(code)?.actions.values() ?? [])].map((action) => ({
    lowerCase: foldCase(action.name),
    facts: factsOf(action),
  }));
  const byName = new Map<string, ActionFacts>();
  for (const { facts } of actions) byName.set(facts.name, facts);
  for (const { facts, lowerCase } of actions) if (!byName.has(lowerCase)) byName.set(lowerCase, facts);
  const made = { actions, byName };
  if (actions.length > 0) prepared.set(code, made);
  return made;
}

/** RAM compares actions without regard to letter case; a name in the given letter case is preferred. */
function factsByName(name: string): ActionFacts | undefined {
  const { byName } = serviceFacts(foldCase(codeOf(name)));
  return byName.get(name) ?? byName.get(foldCase(name));
}
