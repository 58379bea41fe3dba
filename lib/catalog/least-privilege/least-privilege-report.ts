import { accessClassOf, isSweptIn, returnsSecret } from "../access-class";
import { howToAsk, namedPartOf } from "../asked-by-name";
import { dataFiles } from "../data-files";
import { feature, siblingsOf } from "../features";
import type { FeatureKey } from "../generated/feature-key";
import { inferredLevel } from "../inferred-level";
import { catalogProblemIds } from "../problem-ids";
import { sdkOperation, service, serviceCodes } from "../services";
import type { ScopeBasis } from "./action-scope";
import { outsideGroups } from "./resource-group-support";
import { type Grant, withoutNodes } from "./feature-grants";
import type { LeastPrivilegeRequest } from "./least-privilege-request";
import { neededBy } from "./needs";
import { judgement } from "../reviewed-actions";
import type { Problem } from "../../policy";
import type { Within } from "./restriction";
import { selectedClasses } from "./selected-classes";
import { whyWide } from "./why-wide";

/** What a reader of the policy should know. */
export interface LeastPrivilegeReport {
  /** Actions that are not limited to named resources, sorted. */
  readonly wide: readonly WideAction[];
  /** What the requested features have or may need, and what must be requested by name, sorted. */
  readonly withheld: readonly WithheldNeed[];
  /** Granted actions that read settings which may contain a secret, sorted. Remove them with `except`. */
  readonly reveals: readonly RevealingAction[];
  /** Features that may be needed in addition to the requested ones, or instead. */
  readonly siblings: readonly SiblingFeature[];
  /** The document that the scope of each granted action is based on, sorted by action. */
  readonly scopes: readonly ScopeBasis[];
  /** Requested features that lack actions for operations of the SDKs, because no document names them. */
  readonly incomplete: readonly IncompleteFeature[];
  /** RAM630 and RAM631: values of `within` that are probably wrong; RAM636: actions of retired operations. */
  readonly warnings: readonly Problem[];
  /** Parts of `within` that narrow nothing, e.g. `workspace`. Empty unless the options ask to report them. */
  readonly unused: readonly string[];
}

/** A feature that no request by feature can grant completely. */
export interface IncompleteFeature {
  /** A requested feature. */
  readonly feature: FeatureKey;
  /** Operations of the SDKs with the RAM code, sorted. RAM may have actions of the same names. */
  readonly operations: readonly string[];
  /** In words. */
  readonly why: string;
  /** How to request them. */
  readonly how: string;
}

/** An action that is not limited to named resources. */
export interface WideAction {
  /** With the RAM code, e.g. `agentrun:ListTools`. */
  readonly action: string;
  /** Where the policy allows it: ARNs with wildcards, or `*`. */
  readonly resources: readonly string[];
  /** What keeps it from being narrower, in words. */
  readonly why: string;
}

/** An action that the requested features may need and that was not granted. */
export interface WithheldNeed {
  /** An action with the RAM code. */
  readonly need: string;
  /** What needs it, or why it is not granted, in words. */
  readonly why: string;
  /** How to request it. */
  readonly how: string;
}

/** An action that reads settings which may contain a secret. */
export interface RevealingAction {
  /** With the RAM code, e.g. `agentrun:GetModelService`. */
  readonly action: string;
  /** The secret, e.g. `the token that calls a service`. */
  readonly what: string;
}

/** A feature related to a requested one. */
export interface SiblingFeature {
  /** What a request names it by. */
  readonly feature: FeatureKey;
  /** Description of the feature. */
  readonly about: string;
  /** The requested feature that it is related to. */
  readonly relatedTo: FeatureKey;
}

/** The granted actions that are not limited to named resources, with the reason. */
export function wideActions(grants: readonly Grant[], within: Within): readonly WideAction[] {
  return grants
    .flatMap((grant) => {
      const outside = within.resourceGroups === undefined ? undefined : outsideGroups(grant.action.name);
      const why = outside ?? whyWide(grant, within);
      return why === undefined ? [] : [{ action: grant.action.name, resources: [...grant.resources].sort(), why }];
    })
    .sort((a, b) => (a.action < b.action ? -1 : 1));
}

/** The document that the scope of each granted action is based on, sorted by action. */
export function scopeBases(grants: readonly Grant[]): readonly ScopeBasis[] {
  const byAction = new Map(grants.map(({ scope }) => [scope.basis.action, scope.basis]));
  return [...byAction.values()].sort((a, b) => (a.action < b.action ? -1 : 1));
}

/** The requested features that lack actions for operations of the SDKs, and were not given them by name. */
export function incompleteFeatures(
  { features = {} }: LeastPrivilegeRequest,
  grants: readonly Grant[],
): readonly IncompleteFeature[] {
  const granted = new Set(grants.map(({ action }) => action.name));
  const selected = selectedClasses(features);
  const lacking = serviceCodes()
    .filter((code) => selected.some(([key]) => codesOfFeature(key).has(code)))
    .flatMap((code) => [...(service(code)?.operations.values() ?? [])])
    .filter(({ name, status, feature: key }) => {
      const use = accessClassOf({ name, level: inferredLevel(name) });
      const isAsked = selected.some(([one, asked]) => one === key && (asked === use || asked === "manage"));
      return status === "SDK only" && isAsked && !granted.has(name);
    });
  const keys = [...new Set(selected.map(([key]) => key))];
  return keys.flatMap((key) => {
    const operations = lacking.filter((one) => one.feature === key).map(({ name }) => name);
    if (operations.length === 0) return [];
    const why = "the SDKs have the operations, and no document names actions for them";
    return [{ feature: key, operations, why, how: `actions: [unchecked("${operations[0] ?? ""}")]` }];
  });
}

/** RAM codes of the actions of a feature, so that no other service's data is read. */
function codesOfFeature(key: FeatureKey): ReadonlySet<string> {
  return new Set(feature(key).actions.map((action) => action.service));
}

/** RAM636 for each granted action of a retired operation. */
export function retiredActions(grants: readonly Grant[]): readonly Problem[] {
  return [...new Set(grants.map(({ action }) => action.name))].sort().flatMap((name) => {
    const operation = sdkOperation(name);
    if (operation?.status !== "retired") return [];
    return [
      {
        id: catalogProblemIds.retiredAction,
        path: "actions",
        found: `${name}, ${operation.about}`,
        allowed: "actions of operations that the SDKs still have",
        fix: "leave it out, and request the actions of the new operations",
      },
    ];
  });
}

/** The granted actions that read settings which may contain a secret, with the secret. */
export function revealingActions(grants: readonly Grant[]): readonly RevealingAction[] {
  return [...new Set(grants.map(({ action }) => action.name))].sort().flatMap((action) => {
    const what = judgement(dataFiles.reviewedActions().reveals, action)?.reason;
    return what === undefined ? [] : [{ action, what }];
  });
}

/** Features that are related to requested ones and were not requested. */
export function siblingFeatures({ features = {} }: LeastPrivilegeRequest): readonly SiblingFeature[] {
  const requested = new Set(selectedClasses(features).map(([key]) => key));
  const found = [...requested].flatMap(
    (relatedTo) =>
      Object.entries(siblingsOf(relatedTo)).map(([key, about]) => ({ feature: key as FeatureKey, about, relatedTo })), // its own keys
  );
  return found.filter(({ feature: key }) => !requested.has(key));
}

/** What the requested features have or may need, and what was not requested by name. */
export function withheldNeeds(request: LeastPrivilegeRequest, grants: readonly Grant[]): readonly WithheldNeed[] {
  const granted = new Set(grants.map(({ action }) => action.name));
  const own = selectedClasses(request.features ?? {}).flatMap(([key, one]) =>
    withoutNodes(key, feature(key).actions, request)
      .filter(({ name }) => !isSweptIn(name) && (returnsSecret(name) || one === "manage"))
      .map(({ name }) => ({ need: name, why: `the feature ${key} has it, and no feature grants it` })),
  );
  const others = neededBy(request).flatMap(({ secret, passRoleTo, reason }) => [
    ...(secret === undefined ? [] : [{ need: secret, why: reason }]),
    ...(passRoleTo === undefined ? [] : [{ need: "ram:PassRole", why: reason }]),
  ]);
  const dependent = grants.flatMap(({ action }) =>
    action.dependentActions.map((need) => ({ need, why: `${action.name} depends on it` })),
  );
  const byNeed = new Map([...own, ...others, ...dependent].reverse().map((one) => [one.need, one])); // the first reason stays
  return [...byNeed.values()]
    .filter(({ need }) => !granted.has(need))
    .map(({ need, why }) => ({ need, why, how: howToWrite(need) }))
    .sort((a, b) => (a.need < b.need ? -1 : 1));
}

function howToWrite(need: string): string {
  const part = namedPartOf(need);
  return part === undefined ? `actions: ["${need}"]` : howToAsk(part);
}
