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
 * RAM625 for each part of a request that cancels another part or has no effect, and RAM112 for a condition that another
 * part also sets.
 *
 * @param grants what is requested
 * @param granted the same without the exceptions
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

/** `nodes` has an effect only with the feature that has flows. */
function checkNodes({ nodes, features = {} }: LeastPrivilegeRequest): readonly Problem[] {
  if (nodes === undefined || features.workflows !== undefined) return [];
  const fix = "leave nodes out, or request the feature workflows";
  return [contradiction("nodes", "kinds of nodes without the feature workflows", "nodes together with workflows", fix)];
}

/** The parts of a request that grant actions by name, each with its actions. */
function askedByPart(request: LeastPrivilegeRequest) {
  return askedParts(request).flatMap((part) => actionsOfPart(part, request).map((name) => ({ part, name })));
}

/** An action on everything makes a list of names useless, e.g. `ram:PassRole` in `actions` together with `passRoles`. */
function checkWideAndNamed(request: LeastPrivilegeRequest): readonly Problem[] {
  return askedByPart(request)
    .filter(({ part }) => part === "secrets.credentials" || part === "passRoles")
    .flatMap(({ part, name }) =>
      (request.actions ?? []).flatMap((action, index) =>
        asksFor(action, name)
          ? [
              contradiction(
                `actions[${index}]`,
                `${quote(action)}, which makes the names in ${part} useless`,
                `${name} either by name or on everything`,
                `omit it, or omit ${part}`,
              ),
            ]
          : [],
      ),
    );
}

/** Whether an entry of `actions` grants an action that patterns do not include. */
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
      `${quote(secrets.credentials)}, but within.credentials is ${quote(within.credentials)}`,
      "the same credentials in both",
      "make the lists the same, or omit within.credentials",
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
      const found = `${quote(name)}, which ${asked.join(" and ")} requests`;
      return [contradiction(path, found, allowed, "omit it in both, or except single actions")];
    }
    if (taken.some((one) => granted.has(one))) return [];
    return [contradiction(path, `${quote(name)}, which removes nothing`, allowed, "omit it")];
  });
}

/**
 * Whether an entry of `actions` grants nothing without the excepted actions, or is a RAM pattern that still grants
 * them.
 */
function isVoidWithout(action: string, taken: readonly string[]): boolean {
  if (isPattern(action) && isUnchecked(action)) {
    return taken.some((name) => matchesPattern(foldCase(plainAction(action)), foldCase(name)));
  }
  return namesOf(action)
    .filter((name) => isSweptIn(name) || !isPattern(action))
    .every((name) => taken.includes(name));
}

/** `dangerousConditions` has no effect if no dangerous action is granted. */
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
          "conditions for dangerous actions, but no dangerous action is granted",
          "conditions for deletions, secrets, shells, and passing or creating roles",
          "omit them, or move them to conditions",
        ),
      ];
  return [...nothing, ...sameConditions(conditions, "conditions", dangerousConditions, "dangerousConditions")];
}

/** A grant of `ram:PassRole` already has a condition. */
function checkPassedTo(
  { conditions = {}, dangerousConditions = {} }: LeastPrivilegeRequest,
  granted: readonly Grant[],
): readonly Problem[] {
  if (granted.every(({ passedTo }) => passedTo === undefined)) return [];
  const own = { StringEquals: { "acs:Service": [] } };
  const title = "the grant of ram:PassRole";
  return [
    ...sameConditions(own, title, conditions, "conditions"),
    ...sameConditions(own, title, dangerousConditions, "dangerousConditions"),
  ];
}

/** RAM112 for every operator and key that both have: both must hold, but a statement can have only one of them. */
function sameConditions(first: Conditions, title: string, second: Conditions, part: string): readonly Problem[] {
  return Object.entries(second).flatMap(([operator, keys]) => {
    const known = Object.keys(first[operator as keyof Conditions] ?? {}).map(foldCase);
    return Object.keys(keys)
      .filter((key) => known.includes(foldCase(key)))
      .map((key) => ({
        id: policyProblemIds.conditionTwice,
        path: `${part}.${operator}.${key}`,
        found: `the condition key ${quote(key)} with ${operator}, which ${title} also has`,
        allowed: "each operator and key in one place only",
        fix: "omit it in one of them",
      }));
  });
}

function contradiction(path: string, found: string, allowed: string, fix: string): Problem {
  return { id: catalogProblemIds.contradiction, path, found, allowed, fix };
}
