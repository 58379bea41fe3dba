import { isSweptIn, returnsSecret } from "../access-class";
import { feature } from "../features";
import type { Grant } from "./feature-grants";
import type { LeastPrivilegeRequest } from "./least-privilege-request";
import { neededBy } from "./needs";
import type { Within } from "./restriction";
import { selectedClasses } from "./selected-classes";
import { whyWide } from "./why-wide";

/** What a reader of the policy should know. */
export interface LeastPrivilegeReport {
  /** Every action that is granted on more than named resources, sorted. */
  readonly wide: readonly WideAction[];
  /** What the requested features have or may need and what was not asked for by name, sorted. */
  readonly withheld: readonly WithheldNeed[];
  /** Parts of `within` that narrow nothing, e.g. `workspace`. Empty unless they were to be reported. */
  readonly unused: readonly string[];
}

/** An action that could not be narrowed to single resources. */
export interface WideAction {
  readonly action: string;
  readonly resources: readonly string[];
  readonly why: string;
}

/** Something that the requested features may need and that was not granted. */
export interface WithheldNeed {
  readonly need: string;
  readonly why: string;
  /** What to write to have it. */
  readonly how: string;
}

/** The actions that are granted on more than named resources, with the reason. */
export function wideActions(grants: readonly Grant[], within: Within): readonly WideAction[] {
  return grants
    .flatMap((grant) => {
      const why = whyWide(grant, within);
      return why === undefined ? [] : [{ action: grant.action.name, resources: grant.resources, why }];
    })
    .sort((a, b) => (a.action < b.action ? -1 : 1));
}

/** What must be asked for by name, and how that is written. */
const howToAsk: Readonly<Record<string, string>> = {
  "agentrun:GetAccessToken": "secrets: { accessTokens: true }",
  "agentrun:GetCredential": 'secrets: { credentials: ["<name>"] }',
  "ram:PassRole": 'passRoles: ["<role name>"]',
};

/** What the features of a request have or may need and what nobody asked for by name. */
export function withheldNeeds(request: LeastPrivilegeRequest, grants: readonly Grant[]): readonly WithheldNeed[] {
  const granted = new Set(grants.map(({ action }) => action.name));
  const own = selectedClasses(request.features ?? {}).flatMap(([key, one]) =>
    feature(key)
      .actions.filter(({ name }) => !isSweptIn(name) && (returnsSecret(name) || one === "manage"))
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
    .map(({ need, why }) => ({ need, why, how: howToAsk[need] ?? `actions: ["${need}"]` }))
    .sort((a, b) => (a.need < b.need ? -1 : 1));
}
