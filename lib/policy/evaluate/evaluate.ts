import type { ActionKnowledge } from "../action-knowledge";
import type { PolicyDocument } from "../document";
import { trustAction, trustActions } from "../trust-actions";
import type { TrustPolicy } from "../trust-policy";
import { matchesPattern } from "../patterns/wildcard";
import { type Assumption, type AssumptionSwitches, contestedAssumptions } from "./assumptions";
import { type ConditionTest, type RequestContext, type World, readContext } from "./condition-match";
import { type ContestedResource, contestedResource } from "./contested-resource";
import { type Outcome, type SetResult, type StatementTrace, decide } from "./policy-set";
import { type RequestedAction, readAction } from "./action-match";
import { readResource } from "./resource-match";
import { type EvaluatedCase, mergeCases } from "./merge-cases";
import { type GroupCase, groupCases, requestedGroup, withResourceGroup } from "./resource-group";
import type { ReadRequest, UnknownElement } from "./statement-match";
import { type Caller, decideTrust } from "./trust-match";
import { decidesTrust } from "./trust-scope";
import { foldCase } from "../letter-case";

/** A request for an action on a resource. */
export interface AccessRequest {
  /** e.g. `agentrun:GetTool` */
  readonly action: string;
  /**
   * ARN of the resource, or `*` for an action that RAM authorizes on `*` only. `${...}` in resource, action or context
   * may stand for any text, because Terraform or the framework replaces it.
   */
  readonly resource: string;
  /**
   * Id of the resource group that the resource is in; `null` for a resource that is in none. Conditions on
   * `acs:ResourceGroupId` are about it. @default - what the context says about `acs:ResourceGroupId`; else not known
   */
  readonly resourceGroup?: string | null;
}

/** The policies that apply to a request, by layer. A plain list stands for identity policies at account level. */
export interface PolicyLayers {
  /** Control policies by level, from the member account to the root. Each level must allow. */
  readonly control?: readonly (readonly PolicyDocument[])[];
  /** Policy of the role session. */
  readonly session?: PolicyDocument;
  /** Policies of the user and its groups, or of the role. */
  readonly account?: readonly PolicyDocument[];
  /** Policies attached to the identity in the resource's resource group. */
  readonly resourceGroup?: readonly PolicyDocument[];
  /**
   * Policies attached to the identity in resource groups, by the id of the group, in place of `resourceGroup`. Those of
   * the resource group of the request apply. If that is not known, any of them may apply.
   */
  readonly resourceGroups?: ReadonlyMap<string, readonly PolicyDocument[]>;
  /** Policies of the resource itself, e.g. of a bucket, without their principals. Experimental: OSS has more checks. */
  readonly resource?: readonly PolicyDocument[];
  /**
   * Trust policy of the requested role. It decides requests to assume the role (`sts:AssumeRole`,
   * `sts:AssumeRoleWithSAML`, `sts:AssumeRoleWithOIDC`, `sts:SetContext`), and is ignored for all others.
   */
  readonly trust?: TrustPolicy;
}

/**
 * The kind of caller. No policy applies to the owner of an account, who cannot assume roles. Control policies do not
 * apply to service-linked roles.
 */
export type CallerType = "identity" | "account owner" | "service-linked role";

/** Layers of policies, named as in RAM's diagnosis. */
export type LayerName =
  | "ControlPolicy"
  | "SessionPolicy"
  | "AccountLevelIdentityBasedPolicy"
  | "ResourceGroupLevelIdentityBasedPolicy"
  | "ResourceBasedPolicy"
  | "AssumeRolePolicy";

/** The result of one layer. */
export interface LayerResult {
  readonly layer: LayerName;
  /** Level of a control policy, from the member account upwards; otherwise 0. */
  readonly level: number;
  /** The resource group that the policies are attached in, if they are not certainly attached in that of the request. */
  readonly resourceGroup?: string;
  readonly possible: readonly Outcome[];
  readonly statements: readonly StatementTrace[];
}

/** An element of a statement for which it is not known whether it matches the request. */
export interface UnknownPlace
  extends Pick<LayerResult, "layer" | "level" | "resourceGroup">, Pick<StatementTrace, "policy" | "statement"> {
  readonly element: UnknownElement;
}

/** Whether a request is allowed: an outcome if everything relevant is known, else `Depends`. */
export type Decision = Outcome | "Depends";

/** The result of an evaluation. */
export interface Evaluation {
  readonly decision: Decision;
  /** The possible outcomes; more than one only if the decision is `Depends`. */
  readonly possible: readonly Outcome[];
  /** The layer that determines the decision, if there is one; the later one if two give the same. */
  readonly decidedBy: LayerName | undefined;
  /** Layers in the order of evaluation, up to the final one. */
  readonly layers: readonly LayerResult[];
  /** Tests of conditions that a `Depends` depends on. */
  readonly dependsOn: readonly ConditionTest[];
  /** Elements that a `Depends` depends on, because they or the request contain unknown text. */
  readonly dependsOnUnknown: readonly UnknownPlace[];
  /** Resource groups with policies that a `Depends` depends on, because the resource may be in them or not. */
  readonly dependsOnResourceGroups: readonly string[];
  /** Which document says what about the action's resources, if `practicePageHolds` decides. */
  readonly contested?: string;
  /** Contested assumptions whose two answers have different outcomes. Choose one with `assumptions`. */
  readonly dependsOnAssumptions: readonly Assumption[];
  /** Assumptions without which other outcomes would be possible. */
  readonly assumptions: readonly Assumption[];
}

/** The input of an evaluation. */
export interface EvaluationInput {
  /** The policies by layer. A list stands for identity policies at account level. */
  readonly policies: PolicyLayers | readonly PolicyDocument[];
  /** The action and the resource in question. */
  readonly request: AccessRequest;
  /** Condition keys of the request and their values, e.g. `{ "acs:SourceIp": "203.0.113.7" }`. @default - nothing is known */
  readonly context?: RequestContext;
  /**
   * Known actions, e.g. `knownActions` of the catalog. With them, requests for actions whose resources the vendor's
   * documents contradict each other about are decided by both documents.
   * @default - none: a request is taken as it is
   */
  readonly knowledge?: ActionKnowledge;
  /** The caller, for a trust policy. @default - not known */
  readonly caller?: Caller;
  /** Which policies apply to the caller at all. @default "identity" - a user or role */
  readonly callerType?: CallerType;
  /** The meaning of a key that the context lacks. @default "open" - it is not known whether the request has it */
  readonly world?: World;
  /**
   * Answers to what RAM's documentation leaves open, by assumption.
   * @default - all are true, except contested ones, for which both answers are considered
   */
  readonly assumptions?: AssumptionSwitches;
  /** Unknown ids of resource groups, e.g. `${...}`, that differ from each other. @default - none: any may be equal */
  readonly distinctResourceGroups?: readonly string[];
  /** Whether to include statements that do not match. @default false */
  readonly explain?: boolean;
}

/**
 * Whether policies allow a request, and why.
 *
 * Every level of control policies and the session policy must allow. Then the account-level policies decide or, if they
 * neither allow nor deny, those at resource-group level. If a role is assumed, its trust policy must allow too.
 * Services and users of an identity provider have no policies, so for them only the trust policy decides. If something
 * relevant is not known, the decision is `Depends`. That includes the resource group of the resource, even in a closed
 * world.
 *
 * Source: RAM's pages "How RAM evaluates policies" (read 2026-06-02) and on assuming a role (2024-01-02).
 * @throws PolicyError RAM123 if the request and its context name different resource groups
 * @example
 * const readers = new PolicyDocument([
 *   PolicyStatement.allow({ actions: "oss:GetObject", resources: "acs:oss:*:*:shop/*" }),
 * ]);
 * const request = { action: "oss:GetObject", resource: "acs:oss:*:123456789012:shop/a.txt" };
 * console.log(evaluate({ policies: [readers], request }).decision);
 */
export function evaluate(input: EvaluationInput): Evaluation {
  const contested = contestedResource(input.request, input.knowledge);
  return contested === undefined ? evaluateAsIs(input) : evaluateContested(input, contested);
}

/** Decides by both documents, or by the one that an assumption chooses. */
function evaluateContested(input: EvaluationInput, { documented, other, about }: ContestedResource): Evaluation {
  const { resource } = input.request;
  const byDocument = [documented, other].map((one) =>
    evaluateAsIs({ ...input, request: { ...input.request, resource: one } }),
  );
  const [first, second] = byDocument;
  if (first === undefined || second === undefined) throw new Error("two documents have two answers");
  const chosen = input.assumptions?.practicePageHolds;
  const asked = resource === documented ? first : second;
  if (first.possible.join() === second.possible.join()) {
    return chosen === undefined ? asked : chosen ? second : first;
  }
  // Refused by both, for different reasons.
  if (chosen === undefined && byDocument.every(({ possible }) => !possible.includes("Allow"))) return asked;
  const name: Assumption = "practicePageHolds";
  if (chosen !== undefined) {
    const result = chosen ? second : first;
    return { ...result, contested: about, assumptions: [...result.assumptions, name].sort() };
  }
  const dependsOnAssumptions: readonly Assumption[] = [
    ...new Set(byDocument.flatMap((one) => one.dependsOnAssumptions)),
    name,
  ];
  return {
    ...asked,
    decision: "Depends",
    decidedBy: undefined,
    possible: order.filter((outcome) => byDocument.some(({ possible }) => possible.includes(outcome))),
    dependsOn: byDocument.flatMap((one) => one.dependsOn),
    dependsOnUnknown: asked.dependsOnUnknown,
    dependsOnResourceGroups: [...new Set(byDocument.flatMap((one) => one.dependsOnResourceGroups))].sort(),
    dependsOnAssumptions: [...dependsOnAssumptions].sort(),
    contested: about,
  };
}

function evaluateAsIs(input: EvaluationInput): Evaluation {
  const { request, assumptions: switches = {}, distinctResourceGroups = [] } = input;
  const context = readContext(input.context ?? {});
  const group = requestedGroup(request.resourceGroup, context);
  const distinctGroups = new Set(distinctResourceGroups);
  const read: ReadRequest = {
    action: readAction(request.action),
    resource: readResource(request.resource),
    context,
    world: input.world ?? "open",
    switches,
    distinctGroups,
  };
  if (input.callerType === "account owner") return ownerEvaluation(read.action);
  const layers = layersOf(input);
  const [first, ...more] = groupCases(layers, group, distinctGroups);
  const evaluated = (one: GroupCase): EvaluatedCase => ({
    added: one.added,
    others: one.others.length,
    evaluation: evaluateCase(input, layers, read, one),
  });
  return mergeCases(evaluated(first), more.map(evaluated), order);
}

/** The evaluation for one possibility for the resource group of the resource. */
function evaluateCase(
  input: EvaluationInput,
  given: PolicyLayers,
  request: ReadRequest,
  { group, others, policies }: GroupCase,
): Evaluation {
  const { explain = false, assumptions: switches = {} } = input;
  const read = { ...request, context: withResourceGroup(request.context, group) };
  const attached = [...others, ...policies];
  const layers = attached.length === 0 ? given : { ...given, resourceGroup: attached };
  const flow = flowOf(input, layers, read, explain);
  const evaluation = flow.evaluation();
  const possibleWith = (assumption: Assumption, holds: boolean): string =>
    flowOf(input, layers, { ...read, switches: { ...switches, [assumption]: holds } }, false).possible.join();
  const decisive = flow.assumptions.filter(
    (assumption) =>
      switches[assumption] !== false && possibleWith(assumption, true) !== possibleWith(assumption, false),
  );
  const isOpen = (assumption: Assumption): boolean =>
    contestedAssumptions.has(assumption) && switches[assumption] === undefined;
  return {
    ...evaluation,
    dependsOnAssumptions: decisive.filter(isOpen),
    assumptions: decisive.filter((assumption) => !isOpen(assumption)),
  };
}

function layersOf({ policies }: EvaluationInput): PolicyLayers {
  return isDocumentList(policies) ? { account: policies } : policies;
}

function flowOf(input: EvaluationInput, layers: PolicyLayers, read: ReadRequest, explain: boolean): Flow {
  const { caller } = input;
  const flow = new Flow();
  const control = input.callerType === "service-linked role" ? [] : (layers.control ?? []);
  for (const [level, policies] of control.entries()) {
    flow.mustAllow("ControlPolicy", level, () => decide(policies, read, explain));
  }
  const { session, trust } = layers;
  const decides = trust === undefined ? false : decidesTrust(trust, read.action);
  // Services and users of an identity provider have no policies.
  if (caller !== undefined && caller.kind !== "RAM") {
    const trusted = trust === undefined || decides === false ? [] : flow.trust(trust, caller, read, explain);
    flow.end(
      decides === true ? trusted : [...trusted, ...resourceResult(["ImplicitDeny"], layers, read, explain, flow)],
    );
    return flow;
  }
  if (session !== undefined) flow.mustAllow("SessionPolicy", 0, () => decide([session], read, explain));
  let outcomes = resourceResult(identityResult(layers, read, explain, flow), layers, read, explain, flow);
  if (trust !== undefined && decides !== false) {
    const both = bothAllow(outcomes, flow.trust(trust, caller, read, explain));
    outcomes = decides === true ? both : [...outcomes, ...both];
  }
  flow.end(outcomes);
  return flow;
}

function isDocumentList(policies: EvaluationInput["policies"]): policies is readonly PolicyDocument[] {
  return Array.isArray(policies);
}

/** Account level first; resource-group level only if that neither allows nor denies. */
function identityResult(layers: PolicyLayers, read: ReadRequest, explain: boolean, flow: Flow): readonly Outcome[] {
  const account = flow.add("AccountLevelIdentityBasedPolicy", 0, decide(layers.account ?? [], read, explain));
  if (layers.resourceGroup === undefined) return account;
  const { accountAllowIsFinal } = read.switches;
  if (account.includes("Allow")) flow.assume("accountAllowIsFinal");
  if (!account.includes("ImplicitDeny") && accountAllowIsFinal === true) return account;
  const result = decide(layers.resourceGroup, read, explain);
  if (!account.includes("ImplicitDeny") && !result.possible.includes("ExplicitDeny")) return account;
  const group = flow.add("ResourceGroupLevelIdentityBasedPolicy", 0, result);
  return account.flatMap((outcome) => {
    if (outcome === "ImplicitDeny") return group;
    if (outcome === "ExplicitDeny" || accountAllowIsFinal === true) return [outcome];
    const denied = group.map((one) => (one === "ExplicitDeny" ? one : outcome));
    return accountAllowIsFinal === false ? denied : [outcome, ...denied];
  });
}

/** Combines the identity's policies with those of the resource. */
function resourceResult(
  identity: readonly Outcome[],
  { resource }: PolicyLayers,
  read: ReadRequest,
  explain: boolean,
  flow: Flow,
): readonly Outcome[] {
  if (resource === undefined) return identity;
  return eitherAllows(identity, flow.add("ResourceBasedPolicy", 0, decide(resource, read, explain)));
}

/** Statements that determine the result of a layer. If one certainly allows, others that may allow do not matter. */
function openStatements({ layer, level, possible, statements }: LayerResult) {
  return statements
    .filter(({ truth, effect }) => {
      if (truth !== "unknown" || possible.length === 1) return false;
      return effect === "Deny" || possible.includes("ImplicitDeny");
    })
    .map((trace) => ({ ...trace, layer, level }));
}

/** Assuming a role requires that both the caller's policies and the role's trust policy allow. */
function bothAllow(identity: readonly Outcome[], trust: readonly Outcome[]): readonly Outcome[] {
  return combine(identity, trust, (own, theirs) => own === "Allow" && theirs === "Allow");
}

/** For a resource with a policy, it is enough that one of the two allows. */
function eitherAllows(identity: readonly Outcome[], resource: readonly Outcome[]): readonly Outcome[] {
  return combine(identity, resource, (own, theirs) => own === "Allow" || theirs === "Allow");
}

function combine(
  left: readonly Outcome[],
  right: readonly Outcome[],
  allows: (left: Outcome, right: Outcome) => boolean,
): readonly Outcome[] {
  return left.flatMap((own) =>
    right.map((theirs): Outcome => {
      if (own === "ExplicitDeny" || theirs === "ExplicitDeny") return "ExplicitDeny";
      return allows(own, theirs) ? "Allow" : "ImplicitDeny";
    }),
  );
}

function ownerEvaluation({ text, isUnknown }: RequestedAction): Evaluation {
  const nothing = {
    decidedBy: undefined,
    layers: [],
    dependsOn: [],
    dependsOnUnknown: [],
    dependsOnResourceGroups: [],
    dependsOnAssumptions: [],
    assumptions: [],
  };
  if (isUnknown && Object.keys(trustActions).some((name) => matchesPattern(text, foldCase(name)))) {
    return { decision: "Depends", possible: ["Allow", "ImplicitDeny"], ...nothing };
  }
  const decision = trustAction(text) === undefined ? "Allow" : "ImplicitDeny";
  return { decision, possible: [decision], ...nothing };
}

const order: readonly Outcome[] = ["Allow", "ExplicitDeny", "ImplicitDeny"];

/** Collects layers, and outcomes that are final before the last layer. */
class Flow {
  private readonly layers: LayerResult[] = [];
  private readonly outcomes = new Set<Outcome>();
  private readonly assumed = new Set<Assumption>();
  private decidedBy: LayerName | undefined;
  private stopped = false;

  /** A layer that can only restrict: unless it allows, its result is final. */
  public mustAllow(layer: LayerName, level: number, result: () => SetResult): void {
    if (this.stopped) return;
    const possible = this.add(layer, level, result());
    for (const outcome of possible) if (outcome !== "Allow") this.outcomes.add(outcome);
    if (possible.includes("Allow")) return;
    this.stopped = true;
    this.decidedBy = layer;
  }

  public add(layer: LayerName, level: number, { possible, traces, assumptions }: SetResult): readonly Outcome[] {
    if (this.stopped) return [];
    this.layers.push({ layer, level, possible, statements: traces });
    for (const assumption of assumptions) this.assumed.add(assumption);
    return possible;
  }

  /** Adds the result of a role's trust policy for a caller. */
  public trust(
    trust: TrustPolicy,
    caller: Caller | undefined,
    read: ReadRequest,
    explain: boolean,
  ): readonly Outcome[] {
    return this.add("AssumeRolePolicy", 0, decideTrust(trust, caller, read, explain));
  }

  public assume(assumption: Assumption): void {
    if (!this.stopped) this.assumed.add(assumption);
  }

  /** The last result, for outcomes that earlier layers let through. */
  public end(outcomes: readonly Outcome[]): void {
    if (this.stopped) return;
    for (const outcome of outcomes) this.outcomes.add(outcome);
    const [only] = this.outcomes;
    if (this.outcomes.size === 1) this.decidedBy = this.lastToSay(only)?.layer;
  }

  /** The layer that determined an outcome. If two layers are combined, it is not always the later one. */
  private lastToSay(outcome: Outcome | undefined): LayerResult | undefined {
    const saying = this.layers.filter(({ possible: [first, ...others] }) => first === outcome && others.length === 0);
    return saying.at(-1) ?? this.layers.at(-1);
  }

  /** Assumptions that the result depends on. */
  public get assumptions(): readonly Assumption[] {
    return [...this.assumed].sort();
  }

  public get possible(): readonly Outcome[] {
    return order.filter((outcome) => this.outcomes.has(outcome));
  }

  public evaluation(): Omit<Evaluation, "assumptions" | "dependsOnAssumptions"> {
    const { possible } = this;
    const [only] = possible;
    const decision = possible.length === 1 && only !== undefined ? only : "Depends";
    const open = decision === "Depends" ? this.layers.flatMap(openStatements) : [];
    return {
      decision,
      possible,
      decidedBy: this.decidedBy,
      layers: this.layers,
      dependsOn: open.flatMap(({ tests }) => tests),
      dependsOnUnknown: open.flatMap(({ unknownElements, layer, level, policy, statement }) =>
        unknownElements.map((element) => ({ layer, level, policy, statement, element })),
      ),
      dependsOnResourceGroups: [],
    };
  }
}
