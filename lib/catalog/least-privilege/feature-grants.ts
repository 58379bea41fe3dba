import { isPattern } from "../../policy";
import { isSweptIn } from "../access-class";
import { actionFacts } from "../action-facts";
import { isUnchecked, plainAction } from "../action-name";
import { withDependentActions } from "./dependent-actions";
import { actionsFor } from "../features";
import type { Generation } from "../generation";
import type { LeastPrivilegeRequest } from "./least-privilege-request";
import { type Need, knownNeeds, neededBy } from "./needs";
import { resourcesWithin } from "./restriction";
import { selectedClasses } from "./selected-classes";
import type { CatalogAction } from "../service";
import { actionsMatching } from "../services";

/** An action on resources, perhaps under a condition of its own. */
export interface Grant {
  readonly action: CatalogAction;
  readonly resources: readonly string[];
  /** Services that a role is passed to. */
  readonly passedTo?: readonly string[];
  /** The part of the request that names the resources, where it is not `within`. */
  readonly namedIn?: string;
}

/** Everything that a request asks for, exceptions not yet taken away. The request has been checked. */
export function grantsOf(request: LeastPrivilegeRequest): readonly Grant[] {
  const { within = {}, secrets = {}, passRoles = [] } = request;
  const needs = neededBy(request);
  const services = passedServices(needs, request.generation);
  const grants = actionNames(request, needs).map((name): Grant => {
    const action = actionFacts(name);
    const passed = name === "ram:PassRole" ? { passedTo: services } : {};
    return { action, resources: resourcesWithin(action, within), ...passed };
  });
  if (secrets.credentials !== undefined) {
    const action = actionFacts("agentrun:GetCredential");
    const resources = resourcesWithin(action, { ...within, credentials: secrets.credentials });
    grants.push({ action, resources, namedIn: "secrets.credentials" });
  }
  if (passRoles.length > 0) {
    const resources = passRoles.map((role) => `acs:ram:*:${within.accountId ?? "*"}:role/${role}`);
    grants.push({ action: actionFacts("ram:PassRole"), resources, passedTo: services, namedIn: "passRoles" });
  }
  return grants;
}

/** Known actions that a name or pattern stands for; the name itself, as RAM spells it, where it is not checked. */
export function namesOf(name: string): readonly string[] {
  if (isPattern(name) && !isUnchecked(name)) return actionsMatching(name).map((action) => action.name);
  return [actionFacts(plainAction(name)).name];
}

/** Names of actions on whatever `within` narrows them to. What is never swept in is here only if it is named. */
function actionNames(
  { features = {}, actions = [], secrets = {} }: LeastPrivilegeRequest,
  needs: readonly Need[],
): readonly string[] {
  const swept = [
    ...selectedClasses(features).flatMap(([key, one]) => actionsFor(key, one).map(({ name }) => name)),
    ...needs.flatMap((need) => need.actions ?? []),
    ...actions.filter((action) => namesMany(action)).flatMap(namesOf),
  ];
  const named = [
    ...actions.filter((action) => !namesMany(action)).flatMap(namesOf),
    ...(secrets.accessTokens === true ? ["agentrun:GetAccessToken"] : []),
  ];
  return withDependentActions([...swept.filter(isSweptIn), ...named], isSweptIn);
}

function namesMany(action: string): boolean {
  return isPattern(action) && !isUnchecked(action);
}

/** Known services that roles are passed to: those of the features, or else all that the vendor's policies name. */
function passedServices(needs: readonly Need[], generation: Generation | undefined): readonly string[] {
  const ofFeatures = needs.flatMap(({ passRoleTo = [] }) => passRoleTo);
  const services =
    ofFeatures.length > 0 ? ofFeatures : knownNeeds(generation).flatMap(({ passRoleTo = [] }) => passRoleTo);
  return [...new Set(services)].sort();
}
