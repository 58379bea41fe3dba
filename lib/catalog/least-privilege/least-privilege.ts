import { PolicyDocument } from "../../policy";
import { checkRequest, emptyRequest } from "./check-request";
import { checkContradictions } from "./contradictions";
import { type Grant, grantsOf, namesOf } from "./feature-grants";
import { statementsOf } from "./grant-statements";
import {
  type LeastPrivilegeReport,
  type WithheldNeed,
  incompleteFeatures,
  retiredActions,
  revealingActions,
  scopeBases,
  siblingFeatures,
  wideActions,
  withheldNeeds,
} from "./least-privilege-report";
import { doubtfulPlaces } from "./doubtful-places";
import type { LeastPrivilegeRequest } from "./least-privilege-request";
import { outsideGroups } from "./resource-group-support";
import { unusedRestriction, unusedRestrictions } from "./restriction";
import { throwIfAny } from "../../policy/problem";

/** Options of {@link leastPrivilege}. */
export interface LeastPrivilegeOptions {
  /**
   * What to do with a part of `within` that narrows no action of the request, so that the request looks narrower than
   * it is.
   * @default "error"
   */
  readonly unusedRestrictions?: "error" | "report";
}

/** The smallest policy for a request, and a report. */
export interface LeastPrivilegeResult {
  /** Allows what the request needs, and nothing else. */
  readonly document: PolicyDocument;
  /** What could not be narrowed, what was withheld, and what each scope is based on. */
  readonly report: LeastPrivilegeReport;
}

/**
 * The policy that allows exactly what a request asks for, according to the catalog. It has one statement for each set of
 * resources, and one for all actions that RAM authorizes on `*` only.
 *
 * @throws PolicyError RAM621-RAM629 with everything that is wrong with the request, RAM108-RAM112 for conditions
 * @example
 * const { document, report } = leastPrivilege({
 *   features: { agents: "manage", sandboxes: "view" },
 *   within: { workspace: "team-a", region: "cn-hangzhou" },
 * });
 * console.log(document.toText(), report.withheld);
 */
export function leastPrivilege(
  request: LeastPrivilegeRequest,
  options: LeastPrivilegeOptions = {},
): LeastPrivilegeResult {
  throwIfAny(checkRequest(request));
  const grants = grantsOf(request);
  const excepted = new Set((request.except ?? []).flatMap((name) => namesOf(name)));
  const asked = grants.filter(({ action }) => !excepted.has(action.name));
  const byAttachment = request.within?.resourceGroups !== undefined && request.resourceGroupForm === "attachment";
  const isOutside = ({ action }: Grant): boolean => byAttachment && outsideGroups(action.name) !== undefined;
  const granted = asked.filter((grant) => !isOutside(grant));
  const contradictions = checkContradictions(request, grants, granted);
  const isEmpty = granted.length === 0 && contradictions.length === 0;
  const unused = isEmpty ? [] : unusedParts(request, granted);
  throwIfAny([
    ...contradictions,
    ...(isEmpty ? [emptyRequest("", "a request that grants nothing")] : []),
    ...(options.unusedRestrictions === "report" ? [] : unused),
  ]);
  return {
    document: new PolicyDocument(statementsOf(granted, request)),
    report: {
      wide: wideActions(granted, request.within ?? {}),
      withheld: [...withheldNeeds(request, asked), ...asked.filter(isOutside).map(withheldOutside)],
      reveals: revealingActions(granted),
      siblings: siblingFeatures(request),
      scopes: scopeBases(granted),
      incomplete: incompleteFeatures(request, granted),
      warnings: [...doubtfulPlaces(request.within ?? {}), ...retiredActions(granted)],
      unused: unused.map(({ path }) => path.replace("within.", "")),
    },
  };
}

/** An action that an attachment in a resource group would not grant. */
function withheldOutside({ action: { name } }: Grant): WithheldNeed {
  return { need: name, why: outsideGroups(name) ?? "", how: "a LeastPrivilege of its own, attached in the account" };
}

/** Parts of `within` that narrow nothing. `passRoles` uses the account. */
function unusedParts({ within = {}, passRoles = [] }: LeastPrivilegeRequest, granted: readonly Grant[]) {
  const templates = granted.flatMap(({ scope }) => scope.templates);
  const isGroupUnused =
    within.resourceGroups !== undefined && granted.every(({ action }) => outsideGroups(action.name) !== undefined);
  return [
    ...unusedRestrictions(within, templates).filter(
      ({ path }) => path !== "within.accountId" || passRoles.length === 0,
    ),
    ...(isGroupUnused ? [unusedRestriction("resourceGroups")] : []),
  ];
}
