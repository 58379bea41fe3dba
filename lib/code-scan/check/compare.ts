import { knownActions } from "../../catalog/known-actions";
import { type AccessDecision, decideAccess } from "../../grants/decide-access";
import { dependsOnInWords } from "../../grants/depends-on";
import type { GrantModel } from "../../grants/grant-model";
import { principalAccess } from "../../grants/principal-access";
import type { PrincipalName } from "../../grants/principal-name";
import { type GrantedPart, grantedParts } from "../../evidence/unused/granted-use";
import { isPattern, matchesPattern, resourcesOverlap } from "../../policy";
import { foldCase } from "../../policy/letter-case";
import { restoreExpressions } from "../../terraform/expressions";
import { placeText, sitesText } from "../head-lines";
import type { CodeNeed, CodeNeeds } from "../needs";
import type { CodeScan } from "../scan";

/** Whether a principal may do what the code calls for. */
export interface CheckedNeed {
  readonly need: CodeNeed;
  readonly decision: AccessDecision;
  /** What the answer depends on, if it is not certain. */
  readonly dependsOn: readonly string[];
}

/** What a principal is granted, and whether the code calls it. */
export interface CheckedGrant extends Pick<GrantedPart, "action" | "resource"> {
  readonly policy: string;
  readonly resourceGroup: string | undefined;
  /** Why it is not known whether the code calls it; `undefined` if the code that was read does not call it. */
  readonly why: string | undefined;
}

/** What code calls, compared with what a principal may do. */
export interface CodeCheck {
  readonly principal: PrincipalName;
  readonly needs: readonly CheckedNeed[];
  /** What is granted and, as far as known, not called. */
  readonly uncalled: readonly CheckedGrant[];
  /** Grants that the principal may have in addition to those of the input. */
  readonly possible: readonly string[];
}

/**
 * Compares the needs of code with the grants of a principal, in both directions; `undefined` for a principal that the input
 * does not have.
 */
export function checkCode(
  scan: CodeScan,
  needs: CodeNeeds,
  models: readonly GrantModel[],
  principal: PrincipalName,
): CodeCheck | undefined {
  const access = principalAccess(models, principal);
  if (access === undefined) return undefined;
  const { account, resourceGroups } = access.grants;
  const placed = [
    ...account.map((policy) => ({ policy, resourceGroup: undefined })),
    ...[...resourceGroups].flatMap(([resourceGroup, policies]) =>
      policies.map((policy) => ({ policy, resourceGroup })),
    ),
  ];
  const doubts = doubtsOf(scan, needs);
  return {
    principal: access.principal,
    needs: needs.needs.map((need): CheckedNeed => {
      const { action, resource } = need;
      const isOnlyResource = resource === "*" && knownActions.action(action)?.resources?.length === 0;
      const { decision, cases } = decideAccess(access, { action, resource, isOnlyResource, options: {} });
      const open = cases.filter((one) => one.decision === "Depends");
      const dependsOn = open.flatMap((one) => [...one.unknown, ...dependsOnInWords(one.evaluation)]);
      return { need, decision, dependsOn: [...new Set(dependsOn)].map(restoreExpressions) };
    }),
    uncalled: placed.flatMap(({ policy, resourceGroup }) =>
      grantedParts(policy)
        .filter((part) => !isCalled(part, needs.needs))
        .map(({ action, resource, why }): CheckedGrant => {
          const shown = restoreExpressions(resource);
          return { policy: policy.name, resourceGroup, action, resource: shown, why: why ?? doubts(action) };
        }),
    ),
    possible: access.possible.map(({ why }) => restoreExpressions(why)),
  };
}

/** Whether the principal certainly lacks something that the code calls for. */
export function lacksSomething({ needs }: CodeCheck): boolean {
  return needs.some(({ decision }) => decision === "ImplicitDeny" || decision === "ExplicitDeny");
}

/** A pattern that is not resolved covers what the code calls, but also what it does not. */
function isCalled({ action, resource }: GrantedPart, needs: readonly CodeNeed[]): boolean {
  return needs.some((need) => !isPattern(action) && foldCase(need.action) === foldCase(action) && resourcesOverlap(resource, need.resource)); // prettier-ignore
}

/** Why an action may be called although no call of it was found. */
function doubtsOf({ unknown }: CodeScan, { perhaps, unmapped }: CodeNeeds): (action: string) => string | undefined {
  return (action) => {
    const folded = foldCase(action);
    const [code = ""] = folded.split(":");
    const conditional = [...perhaps, ...unmapped].find((one) => foldCase(one.action) === folded);
    if (conditional !== undefined) return `${conditional.why} (${sitesText(conditional.sites)})`;
    const place = unknown.find(
      ({ codes = [], operation = "" }) => codes.includes(code) || matchesPattern(folded, foldCase(operation)),
    );
    return place === undefined ? undefined : `${place.what} (${placeText(place)})`;
  };
}
