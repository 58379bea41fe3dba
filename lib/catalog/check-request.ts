import { type Problem, checkConditions, isPattern, quote } from "../policy";
import { type AccessClass, accessClasses, isSweptIn } from "./access-class";
import { isUnchecked } from "./action-name";
import { checkArnValue } from "./arn-value";
import { feature, featureKeys } from "./features";
import type { LeastPrivilegeRequest } from "./least-privilege-request";
import { nearest } from "./nearest";
import { catalogProblemIds } from "./problem-ids";
import { checkRestriction } from "./restriction";
import { actionsMatching } from "./services";
import { checkAction } from "./statements";

/** What is wrong with the parts of a request, each for itself. */
export function checkRequest(request: LeastPrivilegeRequest): readonly Problem[] {
  const { features = {}, actions = [], except = [], within = {}, secrets = {}, passRoles = [] } = request;
  const asks =
    Object.keys(features).length > 0 ||
    actions.length > 0 ||
    passRoles.length > 0 ||
    secrets.credentials !== undefined ||
    secrets.accessTokens === true;
  return [
    ...(asks ? [] : [emptyRequest("", "a request without features, actions, secrets or roles")]),
    ...Object.entries(features).flatMap(([key, classes]) => checkSelection(key, classes)),
    ...actions.flatMap((action, index) => checkSingleAction(action, `actions[${index}]`)),
    ...except.flatMap((action, index) => checkAction(action, `except[${index}]`)),
    ...checkRestriction(within),
    ...(secrets.credentials?.length === 0 ? [emptyRequest("secrets.credentials", "an empty list of credentials")] : []),
    ...(secrets.credentials ?? []).flatMap((name, index) => checkArnValue(name, `secrets.credentials[${index}]`)),
    ...passRoles.flatMap((name, index) => checkArnValue(name, `passRoles[${index}]`)),
    ...(request.conditions === undefined ? [] : checkConditions(request.conditions, "conditions")),
    ...(request.dangerousConditions === undefined
      ? []
      : checkConditions(request.dangerousConditions, "dangerousConditions")),
  ];
}

/** A pattern that covers only what must be asked for by name would silently grant nothing. */
function checkSingleAction(action: string, path: string): readonly Problem[] {
  const problems = checkAction(action, path);
  if (problems.length > 0 || !isPattern(action) || isUnchecked(action)) return problems;
  const names = actionsMatching(action).map(({ name }) => name);
  if (names.some(isSweptIn)) return [];
  return [emptyRequest(path, `${quote(action)}, which covers only what is asked for by name: ${names.join(", ")}`)];
}

function checkSelection(key: string, selected: AccessClass | readonly AccessClass[] | undefined): readonly Problem[] {
  const found = feature(key);
  if (found === undefined) {
    const near = nearest(key, featureKeys(), 3);
    return [
      {
        id: catalogProblemIds.feature,
        path: `features.${key}`,
        found: "a feature that does not exist",
        allowed: featureKeys().join(", "),
        fix: near.length === 0 ? "choose one of these" : `perhaps ${near.join(" or ")}`,
      },
    ];
  }
  const classes: readonly string[] = typeof selected === "string" ? [selected] : (selected ?? []);
  const wrong = classes.filter(
    (one) => !(accessClasses as readonly string[]).includes(one) || !has(found.classes, one),
  );
  if (classes.length > 0 && wrong.length === 0) return [];
  return [
    {
      id: catalogProblemIds.accessClass,
      path: `features.${key}`,
      found: wrong.length === 0 ? "no access class" : `the access class ${wrong.map(quote).join(" and ")}`,
      allowed: found.classes.length === 0 ? "none: all of it is secrets" : `${found.classes.join(", ")} (what it has)`,
      fix: "name a use that the feature has",
    },
  ];
}

/** `manage` takes in `view`, so a feature that can only be viewed has nothing of its own to manage. */
function has(classes: readonly AccessClass[], wanted: string): boolean {
  return (classes as readonly string[]).includes(wanted);
}

/** RAM624 for a request that grants nothing. */
export function emptyRequest(path: string, found: string): Problem {
  return {
    id: catalogProblemIds.emptyRequest,
    path,
    found,
    allowed: "a request that grants at least one action",
    fix: 'ask for something, e.g. features: { agents: "view" }',
  };
}
