import { type Problem, checkConditions, isPattern, quote } from "../../policy";
import { type AccessClass, isSweptIn } from "../access-class";
import { isUnchecked } from "../action-name";
import { askedParts } from "./asked-parts";
import { checkArnValue } from "../arn-value";
import { type PartKind, checkParts } from "./check-parts";
import { feature, featureKeys } from "../features";
import type { LeastPrivilegeRequest, SecretPart, SecretsRequest } from "./least-privilege-request";
import { nearestNames } from "../../policy/nearest";
import { catalogProblemIds } from "../problem-ids";
import { checkRestriction } from "./restriction";
import { actionsMatching } from "../services";
import { type FlowNodeKind, type FlowNodes, flowNodeKinds } from "../flow-nodes";
import { checkAction } from "./checked-statements";

const requestParts: Readonly<Record<keyof LeastPrivilegeRequest, PartKind>> = {
  features: "object",
  actions: "list",
  except: "list",
  nodes: "object",
  within: "object",
  resourceGroupForm: "resourceGroupForm",
  workspaceScope: "workspaceScope",
  secrets: "object",
  shell: "boolean",
  passRoles: "list",
  generation: "generation",
  conditions: "any",
  dangerousConditions: "any",
};

const secretParts: Readonly<Record<SecretPart, PartKind>> = {
  credentials: "list",
  accessTokens: "boolean",
  certificates: "boolean",
  licenceKeys: "boolean",
  toolsetAuthorizations: "boolean",
  modelSetAuthorizations: "boolean",
  artifactTokens: "boolean",
  signedUrls: "boolean",
  identityTokens: "boolean",
};

// The record has exactly the keys in flowNodeKinds.
const nodeParts = Object.fromEntries(flowNodeKinds.map((kind) => [kind, "boolean"])) as Readonly<
  Record<FlowNodeKind, PartKind>
>;

/** Checks each part of a request by itself, for callers without type checks. */
export function checkRequest(request: LeastPrivilegeRequest): readonly Problem[] {
  const { sound, problems } = checkParts(request, requestParts, "");
  const secrets = checkParts<SecretsRequest>(sound.secrets ?? {}, secretParts, "secrets");
  const { credentials } = secrets.sound;
  const nodes = checkParts<FlowNodes>(sound.nodes ?? {}, nodeParts, "nodes");
  const shape = [...problems, ...secrets.problems, ...nodes.problems];
  return [
    ...shape,
    ...(shape.length > 0 || asksForSomething(sound) ? [] : [emptyRequest("", "an empty request")]),
    ...Object.entries(sound.features ?? {}).flatMap(([key, classes]) => checkSelection(key, classes)),
    ...checkEach(sound.actions, "actions", checkAskedAction),
    ...checkEach(sound.except, "except", checkAction),
    ...checkRestriction(sound.within ?? {}),
    ...(credentials?.length === 0 ? [emptyRequest("secrets.credentials", "an empty list of credentials")] : []),
    ...checkEach(credentials, "secrets.credentials", checkArnValue),
    ...checkEach(sound.passRoles, "passRoles", checkArnValue),
    ...("conditions" in sound ? checkConditions(sound.conditions, "conditions") : []),
    ...("dangerousConditions" in sound ? checkConditions(sound.dangerousConditions, "dangerousConditions") : []),
  ];
}

function asksForSomething(request: LeastPrivilegeRequest): boolean {
  const { features = {}, actions = [] } = request;
  return Object.keys(features).length > 0 || actions.length > 0 || askedParts(request).length > 0;
}

function checkEach(
  values: readonly unknown[] | undefined,
  path: string,
  check: (value: unknown, path: string) => readonly Problem[],
): readonly Problem[] {
  return Array.from(values ?? [], (value, index) => check(value, `${path}[${index}]`)).flat(); // holes too
}

/** A pattern would silently grant nothing if it covers only actions that a request must name. */
function checkAskedAction(action: unknown, path: string): readonly Problem[] {
  const problems = checkAction(action, path);
  if (problems.length > 0 || typeof action !== "string" || !isPattern(action) || isUnchecked(action)) return problems;
  const names = actionsMatching(action).map(({ name }) => name);
  if (names.some(isSweptIn)) return [];
  return [
    emptyRequest(
      path,
      `${quote(action)}, which covers only actions that must be requested by name: ${names.join(", ")}`,
    ),
  ];
}

function checkSelection(key: string, selected: unknown): readonly Problem[] {
  const found = feature(key);
  if (found === undefined) {
    const near = nearestNames(key, featureKeys(), 3);
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
  const classes: readonly unknown[] = Array.isArray(selected) ? Array.from<unknown>(selected) : [selected ?? []].flat();
  const wrong = classes.filter((one) => !has(found.classes, one));
  if (classes.length > 0 && wrong.length === 0) return [];
  const texts = wrong.filter((one) => typeof one === "string");
  const near = [...new Set(texts.flatMap((one) => nearestNames(one, found.classes, 1)))];
  return [
    {
      id: catalogProblemIds.accessClass,
      path: `features.${key}`,
      found: wrong.length === 0 ? "no access class" : `the access class ${wrong.map(quote).join(" and ")}`,
      allowed:
        found.classes.length === 0 ? "none: it has secrets only" : `${found.classes.join(", ")} (those of the feature)`,
      fix: near.length === 0 ? "use an access class that the feature has" : `perhaps ${near.join(" and ")}`,
    },
  ];
}

/** `manage` includes `view`, so a feature that can only be viewed has nothing else to manage. */
function has(classes: readonly AccessClass[], wanted: unknown): boolean {
  return (classes as readonly unknown[]).includes(wanted);
}

/** RAM624 for a request that grants nothing. */
export function emptyRequest(path: string, found: string): Problem {
  return {
    id: catalogProblemIds.emptyRequest,
    path,
    found,
    allowed: "a request that grants at least one action",
    fix: 'request something, e.g. features: { agents: "view" }',
  };
}
