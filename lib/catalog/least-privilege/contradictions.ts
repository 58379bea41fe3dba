import { type Conditions, type Problem, isPattern, matchesPattern, policyProblemIds, quote } from "../../policy";
import { isSweptIn } from "../access-class";
import { isUnchecked, plainAction } from "../action-name";
import { actionsOfPart, askedParts } from "./asked-parts";
import { type Grant, namesOf } from "./feature-grants";
import type { LeastPrivilegeRequest } from "./least-privilege-request";
import { mayBeDangerous } from "../may-be-dangerous";
import { catalogProblemIds } from "../problem-ids";
import { foldCase } from "../../policy/letter-case";

/**
 * RAM625 for everything in a request that takes back, or makes void, something else in it; RAM112 for a condition that
 * another part of it sets too.
 *
 * @param grants what is asked for
 * @param granted what the exceptions leave of it
 */
export function checkContradictions(
  request: LeastPrivilegeRequest,
  grants: readonly Grant[],
  granted: readonly Grant[],
): readonly Problem[] {
  return [
    ...checkWideAndNamed(request),
    ...checkCredentials(request),
    ...checkExceptions(request, grants),
    ...checkDangerousConditions(request, granted),
    ...checkPassedTo(request, granted),
    ...checkNodes(request),
  ];
}

/** Nodes are of flows: without the feature that has them, they leave nothing out. */
function checkNodes({ nodes, features = {} }: LeastPrivilegeRequest): readonly Problem[] {
  if (nodes === undefined || features.workflows !== undefined) return [];
  const fix = "leave nodes out, or request the feature workflows";
  return [contradiction("nodes", "kinds of nodes, where no flows are requested", "nodes beside workflows", fix)];
}

/** What is asked for by a list of its own, or by a switch: the part of the request, and each action that it grants. */
function askedByPart(request: LeastPrivilegeRequest) {
  return askedParts(request).flatMap((part) => actionsOfPart(part, request).map((name) => ({ part, name })));
}

/** A grant on everything makes the one on named roles or credentials void. What switches ask for has no names. */
function checkWideAndNamed(request: LeastPrivilegeRequest): readonly Problem[] {
  return askedByPart(request)
    .filter(({ part }) => part === "secrets.credentials" || part === "passRoles")
    .flatMap(({ part, name }) =>
      (request.actions ?? []).flatMap((action, index) =>
        asksFor(action, name)
          ? [
              contradiction(
                `actions[${index}]`,
                `${quote(action)}, which makes the names in ${part} void`,
                `${name} either by name or on all of them`,
                `leave it out, or leave ${part} out`,
              ),
            ]
          : [],
      ),
    );
}

/** Whether an entry of `actions` grants an action that no pattern sweeps in. */
function asksFor(action: string, name: string): boolean {
  if (!isPattern(action)) return namesOf(action).includes(name);
  return isUnchecked(action) && matchesPattern(foldCase(plainAction(action)), foldCase(name));
}

function checkCredentials({ within = {}, secrets = {} }: LeastPrivilegeRequest): readonly Problem[] {
  if (within.credentials === undefined || secrets.credentials === undefined) return [];
  const [one, other] = [within.credentials, secrets.credentials].map((names) => [...new Set(names)].sort().join("\n"));
  if (one === other) return [];
  return [
    contradiction(
      "secrets.credentials",
      `${quote(secrets.credentials)}, where within.credentials is ${quote(within.credentials)}`,
      "the same credentials in both",
      "make the lists the same, or leave within.credentials out",
    ),
  ];
}

function checkExceptions(request: LeastPrivilegeRequest, grants: readonly Grant[]): readonly Problem[] {
  const { except = [], actions = [] } = request;
  const granted = new Set(grants.map(({ action }) => action.name));
  const allowed = "exceptions from what features and patterns grant";
  return except.flatMap((name, index): readonly Problem[] => {
    const path = `except[${index}]`;
    const taken = namesOf(name);
    const asked = [
      ...actions.flatMap((action, at) => (isVoidWithout(action, taken) ? [`actions[${at}]`] : [])),
      ...askedByPart(request).flatMap((one) => (taken.includes(one.name) ? [one.part] : [])),
    ];
    if (asked.length > 0) {
      const found = `${quote(name)}, which takes away what ${asked.join(" and ")} asks for`;
      return [contradiction(path, found, allowed, "leave it out of both, or except single actions")];
    }
    if (taken.some((one) => granted.has(one))) return [];
    return [contradiction(path, `${quote(name)}, which takes nothing away`, allowed, "leave it out")];
  });
}

/** Whether an entry of `actions` grants nothing without some actions, or, being a pattern of RAM's, grants them anyway. */
function isVoidWithout(action: string, taken: readonly string[]): boolean {
  if (isPattern(action) && isUnchecked(action)) {
    return taken.some((name) => matchesPattern(foldCase(plainAction(action)), foldCase(name)));
  }
  return namesOf(action)
    .filter((name) => isSweptIn(name) || !isPattern(action))
    .every((name) => taken.includes(name));
}

/** Conditions for what is dangerous protect nothing where nothing is. */
function checkDangerousConditions(
  { conditions = {}, dangerousConditions }: LeastPrivilegeRequest,
  granted: readonly Grant[],
): readonly Problem[] {
  if (dangerousConditions === undefined) return [];
  const nothing = granted.some(({ action }) => mayBeDangerous(action))
    ? []
    : [
        contradiction(
          "dangerousConditions",
          "conditions for what is dangerous, which nothing that is granted is",
          "conditions for deletions, secrets, shells, and the passing and making of roles",
          "leave them out, or put them into conditions",
        ),
      ];
  return [...nothing, ...sameConditions(conditions, "conditions", dangerousConditions, "dangerousConditions")];
}

/** The passing of roles has a condition of its own. */
function checkPassedTo(
  { conditions = {}, dangerousConditions = {} }: LeastPrivilegeRequest,
  granted: readonly Grant[],
): readonly Problem[] {
  if (granted.every(({ passedTo }) => passedTo === undefined)) return [];
  const own = { StringEquals: { "acs:Service": [] } };
  const title = "the passing of roles";
  return [
    ...sameConditions(own, title, conditions, "conditions"),
    ...sameConditions(own, title, dangerousConditions, "dangerousConditions"),
  ];
}

/** RAM112 for every operator and key of some conditions that others have too: both hold, and one could not be written. */
function sameConditions(first: Conditions, title: string, second: Conditions, part: string): readonly Problem[] {
  return Object.entries(second).flatMap(([operator, keys]) => {
    const known = Object.keys(first[operator as keyof Conditions] ?? {}).map(foldCase);
    return Object.keys(keys)
      .filter((key) => known.includes(foldCase(key)))
      .map((key) => ({
        id: policyProblemIds.conditionTwice,
        path: `${part}.${operator}.${key}`,
        found: `the condition key ${quote(key)} under ${operator}, which ${title} has too`,
        allowed: "an operator and key in one place",
        fix: "leave it out of one of them",
      }));
  });
}

function contradiction(path: string, found: string, allowed: string, fix: string): Problem {
  return { id: catalogProblemIds.contradiction, path, found, allowed, fix };
}
