import { isPattern } from "../../policy";
import { isSweptIn } from "../access-class";
import { actionFacts } from "../action-facts";
import { type ActionScope, scopeFor } from "./action-scope";
import { isUnchecked, plainAction } from "../action-name";
import { variablesOf } from "../arn-template";
import { actionsOfPart, askedParts } from "./asked-parts";
import { withDependentActions } from "./dependent-actions";
import { actionsFor, nodeActions } from "../features";
import type { FeatureKey } from "../generated/feature-key";
import type { Generation } from "../generation";
import type { LeastPrivilegeRequest } from "./least-privilege-request";
import { type Need, knownNeeds, neededBy } from "./needs";
import { resourcesWithin, variableOf } from "./restriction";
import { selectedClasses } from "./selected-classes";
import type { CatalogAction } from "../service";
import { actionsMatching } from "../services";
import { flowNodeKinds } from "../flow-nodes";

/** An action with its resources, and optionally a condition. */
export interface Grant {
  readonly action: CatalogAction;
  readonly resources: readonly string[];
  /** The document that the resources are based on, and what it says. */
  readonly scope: ActionScope;
  /** Services that a role is passed to. */
  readonly passedTo?: readonly string[];
  /** The part of the request that names the resources, if it is not `within`. */
  readonly namedIn?: string;
}

/** Everything that a valid request grants, before exceptions. */
export function grantsOf(request: LeastPrivilegeRequest): readonly Grant[] {
  const { within = {}, secrets = {}, passRoles = [] } = request;
  const needs = neededBy(request);
  const services = passedServices(needs, request.generation);
  const names = actionNames(request, needs);
  const grants = [...names, ...neededInPlace(request, needs, names)].map((name): Grant => {
    const action = actionFacts(name);
    const scope = scopeFor(action, request);
    const passed = name === "ram:PassRole" ? { passedTo: services } : {};
    return { action, scope, resources: resourcesWithin(scope.templates, within), ...passed };
  });
  if (secrets.credentials !== undefined) {
    const action = actionFacts("agentrun:GetCredential");
    const scope = scopeFor(action, request);
    const resources = resourcesWithin(scope.templates, { ...within, credentials: secrets.credentials });
    grants.push({ action, scope, resources, namedIn: "secrets.credentials" });
  }
  if (passRoles.length > 0) {
    const resources = passRoles.map((role) => `acs:ram:*:${within.accountId ?? "*"}:role/${role}`);
    const action = actionFacts("ram:PassRole");
    grants.push({ action, scope: scopeFor(action, request), resources, passedTo: services, namedIn: "passRoles" });
  }
  return grants;
}

/** The known actions that a name or pattern matches. For an unchecked action, the action itself. */
export function namesOf(name: string): readonly string[] {
  if (isPattern(name) && !isUnchecked(name)) return actionsMatching(name).map((action) => action.name);
  return [actionFacts(plainAction(name)).name];
}

/** The actions of a use of a feature, without those of excluded nodes. */
export function withoutNodes(
  key: FeatureKey,
  actions: readonly CatalogAction[],
  { nodes = {} }: LeastPrivilegeRequest,
): readonly CatalogAction[] {
  const leftOut = flowNodeKinds.filter((kind) => nodes[kind] === false).flatMap((kind) => nodeActions(key, kind));
  return actions.filter(({ name }) => !leftOut.includes(name));
}

/**
 * Actions whose resources `within` narrows. Secrets, shells and `ram:PassRole` are included only if the request names them.
 */
function actionNames(request: LeastPrivilegeRequest, needs: readonly Need[]): readonly string[] {
  const { features = {}, actions = [] } = request;
  const swept = [
    ...selectedClasses(features).flatMap(([key, one]) => withoutNodes(key, actionsFor(key, one), request)),
    ...needs
      .filter(({ restriction }) => restriction === undefined)
      .flatMap((need) => (need.actions ?? []).map(actionFacts)),
    ...actions.filter((action) => namesMany(action)).flatMap((action) => namesOf(action).map(actionFacts)),
  ].map(({ name }) => name);
  const named = [
    ...actions.filter((action) => !namesMany(action)).flatMap(namesOf),
    // Credentials and roles are requested by name, so they have resources of their own.
    ...askedParts(request)
      .filter((part) => part !== "secrets.credentials" && part !== "passRoles")
      .flatMap((part) => actionsOfPart(part, request)),
  ];
  return withDependentActions([...swept.filter(isSweptIn), ...named], isSweptIn);
}

/** Actions to find a place, e.g. the workspace, if the place narrows an action that stays granted. */
function neededInPlace(
  request: LeastPrivilegeRequest,
  needs: readonly Need[],
  names: readonly string[],
): readonly string[] {
  const { except = [] } = request;
  const excepted = new Set(except.flatMap(namesOf));
  const variables = names
    .filter((name) => !excepted.has(name))
    .flatMap((name) => scopeFor(actionFacts(name), request).templates.flatMap(variablesOf));
  return needs
    .filter(({ restriction }) => restriction !== undefined && variables.includes(variableOf[restriction]))
    .flatMap(({ actions = [] }) => actions)
    .filter((name) => !names.includes(name));
}

function namesMany(action: string): boolean {
  return isPattern(action) && !isUnchecked(action);
}

/** The services to pass roles to: those of the features, or else all in the vendor's policies. */
function passedServices(needs: readonly Need[], generation: Generation | undefined): readonly string[] {
  const ofFeatures = needs.flatMap(({ passRoleTo = [] }) => passRoleTo);
  const services =
    ofFeatures.length > 0 ? ofFeatures : knownNeeds(generation).flatMap(({ passRoleTo = [] }) => passRoleTo);
  return [...new Set(services)].sort();
}
