import { restoreExpressions } from "../terraform/expressions";
import { isPattern } from "../policy/patterns/wildcard";
import { checkedRequest } from "./checked-request";
import { type AccessAnswer, type AccessCase, type RequestOptions, decideAccess } from "./decide-access";
import { dependsOnInWords } from "./depends-on";
import type { GrantModel } from "./grant-model";
import { principalAccess, principalsOf } from "./principal-access";
import type { PrincipalName } from "./principal-name";

/** A principal that may do something. */
export interface AllowedPrincipal {
  readonly kind: PrincipalName["kind"];
  readonly name: string;
  /** `Allow` where it may do it for certain, at least on a part; `Depends` where it may turn out to be allowed. */
  readonly decision: "Allow" | "Depends";
  /** Whether that holds for all of the resources that were asked about. */
  readonly onAll: boolean;
  /** One of the resources. */
  readonly resource: string;
  /** The resource group that the resource is in; `undefined` where that does not matter. */
  readonly resourceGroup: string | undefined;
  /** What it depends on; empty where it is allowed for certain. */
  readonly why: readonly string[];
}

/**
 * Who may do something on a resource, or on any that a pattern covers: users, groups and roles of the models, each by
 * its own policies and those of its groups, not by roles that it may assume. Who is missing is denied for certain.
 *
 * @param resource an ARN, a pattern of ARNs, or `*`
 * @throws Error for an action or a resource that no request has
 */
export function whoCan(
  models: readonly GrantModel[],
  action: string,
  resource = "*",
  options: RequestOptions = {},
): readonly AllowedPrincipal[] {
  const request = checkedRequest(action, resource);
  return principalsOf(models).flatMap((principal) => {
    const access = principalAccess(models, principal);
    const found =
      access === undefined
        ? []
        : allowed(principal, decideAccess(access, { ...request, options }), !isPattern(request.resource));
    return found.map((one) => ({ ...one, name: restoreExpressions(one.name), why: one.why.map(restoreExpressions) }));
  });
}

function allowed({ kind, name }: PrincipalName, answer: AccessAnswer, isSingle: boolean): readonly AllowedPrincipal[] {
  const { cases, complete } = answer;
  const allowing = cases.filter(({ decision }) => decision === "Allow");
  // A single resource is in only one resource group, so the action cannot be allowed on a part of it.
  const isGroupOpen = isSingle && answer.dependsOnResourceGroup && allowing.length > 0;
  const certain = isGroupOpen ? undefined : allowing[0];
  const found = allowing[0] ?? cases.find(({ decision }) => decision === "Depends");
  if (found === undefined && complete) return [];
  const decision = certain === undefined ? "Depends" : "Allow";
  return [
    {
      kind,
      name,
      decision,
      onAll: complete && !isGroupOpen && cases.every((one) => one.decision === decision),
      resource: found?.resource ?? "*",
      resourceGroup: found?.resourceGroup,
      why:
        certain === undefined
          ? [
              ...(isGroupOpen ? [whichGroup(allowing)] : []),
              ...new Set(found === undefined ? [] : whyOpen(found)),
              ...(complete ? [] : [tooMany]),
            ]
          : [],
    },
  ];
}

function whyOpen({ where, unknown, evaluation }: AccessCase): readonly string[] {
  if (where === undefined) return [...unknown, ...dependsOnInWords(evaluation)];
  const conditions = where.flatMap(({ answers }) => answers.map(({ condition }) => `whether ${condition}`));
  return [...conditions, ...unknown.slice(where.length)];
}

function whichGroup(allowing: readonly AccessCase[]): string {
  const places = allowing.map(({ resourceGroup }) =>
    resourceGroup === undefined ? "a resource group without attachments" : `the resource group ${resourceGroup}`,
  );
  return `whether the resource is in ${[...new Set(places)].join(" or ")}`;
}

const tooMany = "there are more kinds of resources than can be looked at";
