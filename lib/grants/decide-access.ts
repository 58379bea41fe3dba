import {
  type Decision,
  type Evaluation,
  type Outcome,
  type PolicyDocument,
  type RequestContext,
  type World,
  evaluate,
} from "../policy";
import { representativeResources } from "../policy/compare";
import { readAction } from "../policy/evaluate/action-match";
import { compile } from "../policy/evaluate/compiled-policy";
import { certainDocument } from "./certain-document";
import type { EffectiveGrants } from "./effective-grants";
import type { GrantedPolicy } from "./grant-model";
import { type PrincipalAccess, mayBe } from "./principal-access";

/** What a request is made under. */
export interface RequestOptions {
  /**
   * Values of condition keys, e.g. `{ "acs:SourceIp": "10.0.0.1" }`; `null` for a key that the request lacks.
   * @default - nothing is known of the request
   */
  readonly context?: RequestContext;
  /**
   * What a key means that the context lacks.
   * @default "open" - it is not known, and the answer may depend on it
   */
  readonly world?: World;
  /**
   * Id of the resource group that the resource is in; `null` for one of which no policy says anything.
   * @default - any
   */
  readonly resourceGroup?: string | null;
}

/** What is asked of a principal. */
export interface AccessQuestion {
  readonly action: string;
  /** An ARN, a pattern of ARNs, or `*` for all resources and for actions that know no single ones. */
  readonly resource: string;
  /** Whether `*` is the only resource of the action, not a pattern of all resources. @default false */
  readonly isOnlyResource?: boolean;
  readonly options: RequestOptions;
}

/** The answer for resources that all policies treat alike. */
export interface AccessCase {
  /** One of the resources. */
  readonly resource: string;
  /** The resource group that it is in; `undefined` for one of which no policy says anything. */
  readonly resourceGroup: string | undefined;
  /** By the policies that are known. */
  readonly evaluation: Evaluation;
  /** What else the principal has or may have that could change the decision, e.g. `is in the group admins, ...`. */
  readonly unknown: readonly string[];
  readonly decision: Decision;
}

/** `Partly` where some of what was asked is allowed for certain, and some is denied. */
export type AccessDecision = Decision | "Partly";

/** The answer for everything that was asked. */
export interface AccessAnswer {
  readonly decision: AccessDecision;
  readonly cases: readonly AccessCase[];
  /** False where there are more kinds of resources than were looked at: then nothing holds for all of them. */
  readonly complete: boolean;
}

/** Whether a principal may do something on everything that is asked, on none of it, or on a part. */
export function decideAccess(access: PrincipalAccess, question: AccessQuestion): AccessAnswer {
  const groups = resourceGroupsFor(access, question.options);
  const { action, resource, isOnlyResource = false } = question;
  const { resources, complete } = isOnlyResource
    ? { resources: [resource], complete: true }
    : representativeResources(resource, resourcePatterns(access, action));
  const cases = groups.flatMap((group) => resources.map((one) => decideCase(access, question, one, group)));
  // Where nothing was looked at nothing is known.
  const isWhole = complete && cases.length > 0;
  return { cases, complete: isWhole, decision: isWhole ? together(cases.map(({ decision }) => decision)) : "Depends" };
}

/** The policies that apply to a request about a resource in a resource group. */
export function policiesFor({ account, resourceGroups }: EffectiveGrants, id: string | undefined) {
  return { account, resourceGroup: id === undefined ? [] : (resourceGroups.get(id) ?? []) };
}

function together(decisions: readonly Decision[]): AccessDecision {
  const all = new Set(decisions);
  const [only] = all;
  if (only !== undefined && all.size === 1) return only;
  const isDenied = all.has("ExplicitDeny") || all.has("ImplicitDeny");
  if (all.has("Allow") && isDenied) return "Partly";
  return all.has("Allow") || all.has("Depends") ? "Depends" : "ImplicitDeny";
}

function everyGrants({ grants, possible }: PrincipalAccess): readonly EffectiveGrants[] {
  return [grants, ...possible.flatMap((one) => one.grants ?? [])];
}

function resourceGroupsFor(
  access: PrincipalAccess,
  { resourceGroup }: RequestOptions,
): readonly (string | undefined)[] {
  if (resourceGroup === null) return [undefined];
  if (resourceGroup !== undefined) return [resourceGroup];
  return [undefined, ...new Set(everyGrants(access).flatMap(({ resourceGroups }) => [...resourceGroups.keys()]))];
}

/** What statements name as resources that may be about an action: no others tell resources apart for it. */
function resourcePatterns(access: PrincipalAccess, action: string): readonly string[] {
  const requested = readAction(action);
  return everyGrants(access)
    .flatMap(({ account, resourceGroups }) => [account, ...resourceGroups.values()].flat())
    .flatMap(({ document }) => {
      const compiled = document === undefined ? [] : compile(document);
      return (document?.statements ?? []).filter((_, index) => compiled[index]?.action(requested) !== false);
    })
    .flatMap(({ resources }) => resources);
}

function decideCase(
  { grants, possible }: PrincipalAccess,
  { action, options }: AccessQuestion,
  resource: string,
  group: string | undefined,
): AccessCase {
  const { context = {}, world = "open" } = options;
  const { account, resourceGroup } = policiesFor(grants, group);
  const input = { request: { action, resource }, context, world };
  const evaluation = evaluate({
    ...input,
    policies: {
      account: account.flatMap(documentOf),
      ...(resourceGroup.length === 0 ? {} : { resourceGroup: resourceGroup.flatMap(documentOf) }),
    },
    explain: true,
  });
  const couldBe = changing[evaluation.decision];
  const matters = (policy: GrantedPolicy): boolean => {
    const document = certainDocument(policy);
    const outcomes = document === undefined ? couldBe : evaluate({ ...input, policies: [document] }).possible;
    return outcomes.some((outcome) => couldBe.includes(outcome));
  };
  const unknown = [
    ...[...account, ...resourceGroup].flatMap((policy) => doubtOf(policy, evaluation)),
    ...unknownResourceGroups(grants, group)
      .filter(([, policies]) => policies.some(matters))
      .map(([id]) => `has policies in the resource group ${id}, which only Terraform knows`),
    ...possible
      .filter((one) => one.grants === undefined || Object.values(policiesFor(one.grants, group)).flat().some(matters))
      .map(({ why }) => why),
  ];
  // A Deny is final, whatever else there is.
  const isKnown = unknown.length === 0 || evaluation.decision === "ExplicitDeny";
  return { resource, resourceGroup: group, evaluation, unknown, decision: isKnown ? evaluation.decision : "Depends" };
}

/** What one more policy has to say so that it could change a decision. */
const changing: Readonly<Record<Decision, readonly Outcome[]>> = {
  Allow: ["ExplicitDeny"],
  ExplicitDeny: [],
  ImplicitDeny: ["Allow"],
  Depends: ["Allow", "ExplicitDeny"],
};

/** Resource groups of which a part of the id is not known, and which may be the one of a request. */
function unknownResourceGroups({ resourceGroups }: EffectiveGrants, id: string | undefined) {
  return id === undefined ? [] : [...resourceGroups].filter(([other]) => other !== id && mayBe(other, id));
}

function documentOf(policy: GrantedPolicy): readonly PolicyDocument[] {
  const document = certainDocument(policy);
  return document === undefined ? [] : [document];
}

/** Why a policy leaves a decision open. System policies refuse nothing, so an unconfirmed one cannot undo an `Allow`. */
function doubtOf({ name, document, unconfirmed }: GrantedPolicy, { decision }: Evaluation): readonly string[] {
  if (document === undefined) return [`has the policy ${name}, which is neither in the stack nor in the catalog`];
  return unconfirmed === undefined || decision === "Allow" ? [] : [`has the policy ${name}, and ${unconfirmed}`];
}
