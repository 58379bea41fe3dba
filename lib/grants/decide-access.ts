import { type WorkspaceScope, knownActions } from "../catalog";
import { switchesFor } from "../catalog/workspace-scope";
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
import { readContext } from "../policy/evaluate/condition-match";
import { type RequestedGroup, namesResourceGroup, requestedGroup } from "../policy/evaluate/resource-group";
import { compile } from "../policy/evaluate/compiled-policy";
import { certainDocument, possibleDocuments } from "./certain-document";
import { dependsOnInWords } from "./depends-on";
import { grantsIn } from "./grants-in-case";
import type { EffectiveGrants } from "./effective-grants";
import type { GrantedPolicy } from "./grant-model";
import { type KnownGroups, documentId } from "./known-groups";
import { type ConditionAnswer, caseInWords, conditionCases } from "./open-conditions";
import type { PrincipalAccess } from "./principal-access";

/** The circumstances of a request. */
export interface RequestOptions {
  /**
   * Values of condition keys, e.g. `{ "acs:SourceIp": "10.0.0.1" }`; `null` for a key that the request does not have.
   * @default - nothing is known about the request
   */
  readonly context?: RequestContext;
  /**
   * What it means that the context does not have a key.
   * @default "open" - it is not known whether the request has it, and the answer may depend on it
   */
  readonly world?: World;
  /**
   * The resource group that the resource is in: its id, or the name of a resource group that the stack creates; `null` for
   * a resource that is in none. It is the request's `acs:ResourceGroupId`.
   * @default - not known: the answer is certain only if it is the same in every resource group
   */
  readonly resourceGroup?: string | null;
  /**
   * Which page is right about the resources of some actions, on which two pages of the vendor contradict each other.
   * @default - not known, and the answer may depend on it
   */
  readonly workspaceScope?: WorkspaceScope;
}

/** A question about a principal. */
export interface AccessQuestion {
  readonly action: string;
  /** An ARN, a pattern of ARNs, or `*` for all resources and for actions that RAM authorizes on `*` only. */
  readonly resource: string;
  /** Whether `*` is the only resource of the action, not a pattern of all resources. @default false */
  readonly isOnlyResource?: boolean;
  readonly options: RequestOptions;
}

/** The answer for resources that no policy distinguishes. */
export interface AccessCase {
  /** One of the resources. */
  readonly resource: string;
  /** Its resource group; `undefined` for none, or for one that is not known and has no attachments. */
  readonly resourceGroup: string | undefined;
  /** The decision of the known policies. */
  readonly evaluation: Evaluation;
  /**
   * Other grants that the principal has or may have and that could change the decision, e.g. `is in the group admins,
   * ...`.
   */
  readonly unknown: readonly string[];
  readonly decision: Decision;
  /**
   * The decision for each combination of answers to conditions, if they differ. Such conditions decide which documents
   * policies have, and only Terraform can evaluate them. `evaluation` is that of the first combination.
   * @default - the decision is the same in every case
   */
  readonly where?: readonly DecisionWhere[];
  /**
   * The grants that `evaluation` is about, where conditions decide which documents policies have.
   * @default - those of the principal
   */
  readonly grants?: EffectiveGrants;
}

/** A decision in a case of the conditions that decide which documents policies have. */
export interface DecisionWhere {
  readonly answers: readonly ConditionAnswer[];
  readonly decision: Decision;
}

/** `Partly`: some of it is certainly allowed, and some is denied. */
export type AccessDecision = Decision | "Partly";

/** The answer to a question. */
export interface AccessAnswer {
  readonly decision: AccessDecision;
  readonly cases: readonly AccessCase[];
  /** Whether it is different for different resource groups, and the question names none. */
  readonly dependsOnResourceGroup: boolean;
  /** False if there are too many groups of resources to check all. Then no answer holds for all of them. */
  readonly complete: boolean;
}

/** Whether a principal may do something on all, on none or on some of the resources in question. */
export function decideAccess(access: PrincipalAccess, question: AccessQuestion): AccessAnswer {
  const groups = resourceGroupsFor(access, question.options);
  const { action, resource, isOnlyResource = false } = question;
  const { resources, complete } = isOnlyResource
    ? { resources: [resource], complete: true }
    : representativeResources(resource, resourcePatterns(access, action));
  const perGroup = groups.map((group) => resources.map((one) => decideCase(access, question, one, group)));
  const cases = perGroup.flat();
  // Without a case, nothing is known.
  const isWhole = complete && cases.length > 0;
  const decisions = new Set(perGroup.map((ofGroup) => together(ofGroup.map(({ decision }) => decision))));
  return {
    cases,
    dependsOnResourceGroup: decisions.size > 1,
    complete: isWhole,
    decision: isWhole ? together(cases.map(({ decision }) => decision)) : "Depends",
  };
}

/** The policies that apply to a request about a resource in a resource group. */
export function policiesFor({ account, resourceGroups }: EffectiveGrants, id: string | null | undefined) {
  return { account, resourceGroup: typeof id === "string" ? (resourceGroups.get(id) ?? []) : [] };
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
  { resourceGroup, context = {} }: RequestOptions,
): readonly RequestedGroup[] {
  if (resourceGroup === null) return [null];
  const read = readContext(context);
  if (resourceGroup === undefined && namesResourceGroup(read)) return [requestedGroup(undefined, read)];
  const attached = new Set(everyGrants(access).flatMap(({ resourceGroups }) => [...resourceGroups.keys()]));
  if (resourceGroup !== undefined) return [access.groups.idOf(resourceGroup, attached)];
  return [undefined, ...attached];
}

/** Resource patterns of statements that may apply to an action. Other patterns do not matter for it. */
function resourcePatterns(access: PrincipalAccess, action: string): readonly string[] {
  const requested = readAction(action);
  return everyGrants(access)
    .flatMap(({ account, resourceGroups }) => [account, ...resourceGroups.values()].flat())
    .flatMap((policy) => policy.document ?? possibleDocuments(policy) ?? [])
    .flatMap((document) => {
      const compiled = compile(document);
      return document.statements.filter((_, index) => compiled[index]?.action(requested) !== false);
    })
    .flatMap(({ resources }) => resources);
}

/** Decides in every case of the conditions that decide which documents policies have. */
function decideCase(
  access: PrincipalAccess,
  question: AccessQuestion,
  resource: string,
  group: RequestedGroup,
): AccessCase {
  const { account, resourceGroup } = policiesFor(access.grants, group);
  const chosen = [...account, ...resourceGroup].flatMap((policy) => policy.chosen ?? []);
  const cases = chosen.length === 0 ? undefined : conditionCases(chosen);
  const decided = (cases ?? []).map((answers): DecidedCase => {
    const grants = grantsIn(access.grants, answers);
    const is = decideOnce({ ...access, grants }, question, resource, group);
    return { answers: [...answers.values()], is: { ...is, grants } };
  });
  const [first, ...others] = decided;
  return first === undefined ? decideOnce(access, question, resource, group) : oneAnswer(first, others);
}

interface DecidedCase {
  readonly answers: readonly ConditionAnswer[];
  readonly is: AccessCase;
}

/** The answer for all cases of the conditions: not known if they differ. */
function oneAnswer(first: DecidedCase, others: readonly DecidedCase[]): AccessCase {
  const all = [first, ...others];
  const decisions = new Set(all.map(({ is }) => is.decision));
  const implicit = all.find(({ is }) => is.decision === "ImplicitDeny");
  if ([...decisions].every((one) => one === "ImplicitDeny" || one === "ExplicitDeny")) return (implicit ?? first).is;
  const unknown = [...new Set(all.flatMap(({ is }) => is.unknown))];
  if (decisions.size === 1 && first.is.decision === "Allow") return first.is;
  const where = all.map(({ answers, is }): DecisionWhere => ({ answers, decision: is.decision }));
  return { ...first.is, unknown: [...all.map(inWords), ...unknown], decision: "Depends", where };
}

function inWords({ answers, is: { decision, evaluation, unknown } }: DecidedCase): string {
  const open = decision === "Depends" && unknown.length === 0 ? dependsOnInWords(evaluation) : [];
  const detail = open.length === 0 ? "" : `, depending on ${open.join(" and ")}`;
  return `${may[decision]} if ${caseInWords(answers)}${detail}`;
}

const may: Readonly<Record<Decision, string>> = {
  Allow: "may do it",
  ExplicitDeny: "may not do it",
  ImplicitDeny: "may not do it",
  Depends: "may turn out to be allowed",
};

function decideOnce(
  { grants, possible, groups }: PrincipalAccess,
  { action, options }: AccessQuestion,
  resource: string,
  group: RequestedGroup,
): AccessCase {
  const { context = {}, world = "open", workspaceScope } = options;
  const { account, resourceGroup } = policiesFor(grants, group);
  const inGroup = group === undefined ? {} : { resourceGroup: group === null ? null : documentId(group) };
  const input = {
    request: { action, resource, ...inGroup },
    context,
    world,
    assumptions: switchesFor(workspaceScope),
    knowledge: knownActions,
    distinctResourceGroups: groups.distinctIds,
  };
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
    const documents = possibleDocuments(policy);
    if (documents === undefined) return couldBe.length > 0;
    const outcomes = documents.flatMap((document) => evaluate({ ...input, policies: [document] }).possible);
    return outcomes.some((outcome) => couldBe.includes(outcome));
  };
  const unknown = [
    ...[...account, ...resourceGroup].flatMap((policy) => doubtOf(policy, evaluation)),
    ...unknownResourceGroups(grants, group, groups)
      .filter(([, policies]) => policies.some(matters))
      .map(([id]) => `has policies in the resource group ${id}, which only Terraform knows`),
    ...possible
      .filter(({ grants: others }) => {
        if (others === undefined) return true;
        const certain = Object.values(policiesFor(others, group)).flat();
        return [...certain, ...unknownResourceGroups(others, group, groups).flatMap(([, some]) => some)].some(matters);
      })
      .map(({ why }) => why),
  ];
  // A Deny is final, whatever the unknown grants are.
  const isKnown = unknown.length === 0 || evaluation.decision === "ExplicitDeny";
  return {
    resource,
    resourceGroup: group ?? undefined,
    evaluation,
    unknown,
    decision: isKnown ? evaluation.decision : "Depends",
  };
}

/** The outcomes of a further policy that could change a decision. */
const changing: Readonly<Record<Decision, readonly Outcome[]>> = {
  Allow: ["ExplicitDeny"],
  ExplicitDeny: [],
  ImplicitDeny: ["Allow"],
  Depends: ["Allow", "ExplicitDeny"],
};

/** Resource groups that may be that of the request, because only Terraform knows one of the two ids. */
function unknownResourceGroups({ resourceGroups }: EffectiveGrants, id: RequestedGroup, groups: KnownGroups) {
  return typeof id === "string" ? [...resourceGroups].filter(([other]) => groups.mayBe(other, id)) : [];
}

function documentOf(policy: GrantedPolicy): readonly PolicyDocument[] {
  const document = certainDocument(policy);
  return document === undefined ? [] : [document];
}

/** Why a policy leaves a decision open. System policies deny nothing, so an unconfirmed one cannot change an `Allow`. */
function doubtOf({ name, document, madeOf, unconfirmed }: GrantedPolicy, { decision }: Evaluation): readonly string[] {
  if (document === undefined) {
    const why =
      madeOf === undefined ? "which is neither in the stack nor in the catalog" : "which only Terraform knows";
    return [`has the policy ${name}, ${why}`];
  }
  return unconfirmed === undefined || decision === "Allow" ? [] : [`has the policy ${name}, and ${unconfirmed}`];
}
