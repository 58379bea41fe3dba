import type { PolicyDocument } from "../document";
import { trustAction, trustActions } from "../trust-actions";
import type { TrustPolicy } from "../trust-policy";
import { matchesPattern } from "../patterns/wildcard";
import { type Assumption, type AssumptionSwitches, contestedAssumptions } from "./assumptions";
import { type ConditionTest, type RequestContext, type World, readContext } from "./condition-match";
import { type Outcome, type SetResult, type StatementTrace, decide } from "./policy-set";
import { type RequestedAction, readAction } from "./action-match";
import { readResource } from "./resource-match";
import type { ReadRequest, UnknownElement } from "./statement-match";
import { type Caller, decideTrust } from "./trust-match";
import { decidesTrust } from "./trust-scope";
import { foldCase } from "../letter-case";

/** Something that someone asks to do. */
export interface AccessRequest {
  /** e.g. `agentrun:GetTool` */
  readonly action: string;
  /**
   * ARN of the resource, or `*` for an action that knows no single resources. Here as in the action and in the context,
   * text that Terraform or the framework still fills in (`${...}`) may be any text.
   */
  readonly resource: string;
}

/** The policies that apply to a request, by layer; a plain list is identity policies at account level. */
export interface PolicyLayers {
  /** Control policies from the member account up to the root: each level must allow. */
  readonly control?: readonly (readonly PolicyDocument[])[];
  /** Policy of the role session. */
  readonly session?: PolicyDocument;
  /** Policies of the user and its groups, or of the role. */
  readonly account?: readonly PolicyDocument[];
  /** Policies attached at the scope of the resource's resource group. */
  readonly resourceGroup?: readonly PolicyDocument[];
  /** Policies of the resource itself, such as a bucket's, without their principals. Experimental: OSS checks more. */
  readonly resource?: readonly PolicyDocument[];
  /**
   * Trust policy of the role that a request may be about to assume. It decides requests to assume its role
   * (`sts:AssumeRole`, `sts:AssumeRoleWithSAML`, `sts:AssumeRoleWithOIDC`, `sts:SetContext`) and is ignored for all others.
   */
  readonly trust?: TrustPolicy;
}

/**
 * What the caller is. The owner of an account is bound by none of its policies, and cannot assume roles; control
 * policies do not bind service-linked roles.
 */
export type CallerType = "identity" | "account owner" | "service-linked role";

/** Layers of policies, as RAM's own diagnosis names them. */
export type LayerName =
  | "ControlPolicy"
  | "SessionPolicy"
  | "AccountLevelIdentityBasedPolicy"
  | "ResourceGroupLevelIdentityBasedPolicy"
  | "ResourceBasedPolicy"
  | "AssumeRolePolicy";

/** What one layer says. */
export interface LayerResult {
  readonly layer: LayerName;
  /** Level of a control policy, from the member account up; 0 elsewhere. */
  readonly level: number;
  readonly possible: readonly Outcome[];
  readonly statements: readonly StatementTrace[];
}

/** An element of a statement of which nobody knows whether it covers the request. */
export interface UnknownPlace
  extends Pick<LayerResult, "layer" | "level">, Pick<StatementTrace, "policy" | "statement"> {
  readonly element: UnknownElement;
}

/** Whether a request is allowed: an outcome where everything is known, else `Depends`. */
export type Decision = Outcome | "Depends";

/** The answer to a request. */
export interface Evaluation {
  readonly decision: Decision;
  /** The outcomes that are possible; one, unless the decision is `Depends`. */
  readonly possible: readonly Outcome[];
  /** The layer whose answer is final, where there is one; the later, where two give the same. */
  readonly decidedBy: LayerName | undefined;
  /** Layers in the order of evaluation, as far as it went. */
  readonly layers: readonly LayerResult[];
  /** Tests of conditions on which a `Depends` turns. */
  readonly dependsOn: readonly ConditionTest[];
  /** Elements on which a `Depends` turns, because text in them or in the request is not known. */
  readonly dependsOnUnknown: readonly UnknownPlace[];
  /** Contested assumptions whose two answers lead to different outcomes; choose one with `assumptions`. */
  readonly dependsOnAssumptions: readonly Assumption[];
  /** Assumptions without which other outcomes would be possible. */
  readonly assumptions: readonly Assumption[];
}

/** What is evaluated, and how. */
export interface EvaluationInput {
  readonly policies: PolicyLayers | readonly PolicyDocument[];
  readonly request: AccessRequest;
  /** @default - nothing is known */
  readonly context?: RequestContext;
  /** Who asks, for a trust policy. @default - not known */
  readonly caller?: Caller;
  /** @default "identity" - a user or role */
  readonly callerType?: CallerType;
  /** What a key means that the context lacks. @default "open" - it is not known, and the answer may depend on it */
  readonly world?: World;
  /** @default - all hold; the result depends on contested ones */
  readonly assumptions?: AssumptionSwitches;
  /** Whether to explain statements that do not match too. @default false */
  readonly explain?: boolean;
}

/**
 * Whether policies allow a request, and why.
 *
 * In order: every level of control policies and the session policy must allow; then the account-level policies decide,
 * or, where they say nothing, those at resource-group level; where a role is assumed, its trust policy must allow too.
 * Services and users of an identity provider have no policies of their own: for them the trust policy alone decides.
 * Never guesses: what is not known makes the answer `Depends`.
 *
 * Source: RAM's pages "How RAM evaluates policies" (read 2026-06-02) and on assuming a role (2024-01-02).
 */
export function evaluate(input: EvaluationInput): Evaluation {
  const { request, assumptions: switches = {}, explain = false } = input;
  const read: ReadRequest = {
    action: readAction(request.action),
    resource: readResource(request.resource),
    context: readContext(input.context ?? {}),
    world: input.world ?? "open",
    switches,
  };
  if (input.callerType === "account owner") return ownerEvaluation(read.action);
  const flow = flowOf(input, read, explain);
  const evaluation = flow.evaluation();
  const possibleWith = (assumption: Assumption, holds: boolean): string =>
    flowOf(input, { ...read, switches: { ...switches, [assumption]: holds } }, false).possible.join();
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

function flowOf(input: EvaluationInput, read: ReadRequest, explain: boolean): Flow {
  const { caller } = input;
  const layers: PolicyLayers = isDocumentList(input.policies) ? { account: input.policies } : input.policies;
  const flow = new Flow();
  const control = input.callerType === "service-linked role" ? [] : (layers.control ?? []);
  for (const [level, policies] of control.entries()) {
    flow.mustAllow("ControlPolicy", level, () => decide(policies, read, explain));
  }
  const { session, trust } = layers;
  const decides = trust === undefined ? false : decidesTrust(trust, read.action);
  // Services and users of an identity provider have no policies of their own.
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

/** Account level first; resource-group level only where that says nothing. */
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

/** What the identity's policies say, together with those of the resource itself. */
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

/** Statements on which the answer of a layer turns: where one allows for certain, another that may is nothing to it. */
function openStatements({ layer, level, possible, statements }: LayerResult) {
  return statements
    .filter(({ truth, effect }) => {
      if (truth !== "unknown" || possible.length === 1) return false;
      return effect === "Deny" || possible.includes("ImplicitDeny");
    })
    .map((trace) => ({ ...trace, layer, level }));
}

/** Assuming a role needs both: the caller's own policies and the role's trust. */
function bothAllow(identity: readonly Outcome[], trust: readonly Outcome[]): readonly Outcome[] {
  return combine(identity, trust, (own, theirs) => own === "Allow" && theirs === "Allow");
}

/** A resource with a policy of its own needs one of the two. */
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

/** Collects layers, and the outcomes that are final before the last of them. */
class Flow {
  private readonly layers: LayerResult[] = [];
  private readonly outcomes = new Set<Outcome>();
  private readonly assumed = new Set<Assumption>();
  private decidedBy: LayerName | undefined;
  private stopped = false;

  /** A layer that only bounds: where it does not allow, its answer is final. */
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

  /** What the trust policy of a role says of a caller. */
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

  /** The last answer, where the layers before may have let the request through. */
  public end(outcomes: readonly Outcome[]): void {
    if (this.stopped) return;
    for (const outcome of outcomes) this.outcomes.add(outcome);
    const [only] = this.outcomes;
    if (this.outcomes.size === 1) this.decidedBy = this.lastToSay(only)?.layer;
  }

  /** Two layers may be combined: the one that gave the answer is not always the later. */
  private lastToSay(outcome: Outcome | undefined): LayerResult | undefined {
    const saying = this.layers.filter(({ possible: [first, ...others] }) => first === outcome && others.length === 0);
    return saying.at(-1) ?? this.layers.at(-1);
  }

  /** Assumptions that something on the way rested on: no other can make a difference. */
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
    };
  }
}
