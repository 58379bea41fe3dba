import type { WorkspaceScope } from "../../catalog";
import {
  type ConditionTest,
  type Decision,
  type Evaluation,
  type LayerName,
  PolicyDocument,
  PolicyError,
  type RequestContext,
  type StatementJson,
} from "../../policy";
import { readContext } from "../../policy/evaluate/condition-match";
import { type RequestedGroup, namesResourceGroup, requestedGroup } from "../../policy/evaluate/resource-group";
import { type Account, kindNames } from "../account/account";
import { ApiError } from "../api-error";
import { actionHints } from "./action-hints";
import { checkEvaluateRequest } from "./check-evaluate-request";
import { type Question, decide } from "./decide";
import { resourceGroupOf } from "./needs";
import type { NamedLayers, NamedPolicy, Principal } from "./layers";

/** A request to evaluate by the current policies of the account. */
export interface EvaluateRequest {
  /** `user/alice`, `role/r`, or the ARN of a user or role of this account. */
  readonly principal: string;
  /** One action, e.g. `agentrun:DeleteAgentRuntime` */
  readonly action: string;
  /** ARN. @default "*" - for actions without resource-level permissions */
  readonly resource?: string;
  /** The value of each condition key; `null` for a key that the request does not have. @default - no value is known */
  readonly context?: RequestContext;
  /**
   * Id of the resource's resource group, which conditions on `acs:ResourceGroupId` are about; `null` if it is in none.
   * @default - known for resources of RAM; else not known, and the decision may depend on it
   */
  readonly resourceGroupId?: string | null;
  /**
   * Which page to follow where the vendor's pages contradict each other about the action's resources.
   * @default - both, and the decision may depend on it
   */
  readonly workspaceScope?: WorkspaceScope;
}

/** One statement that matches the request or may match it. */
export interface StatementAnswer {
  readonly layer: LayerName;
  readonly policy: string;
  /** `user/alice`, `group/dev`, `role/r`, or the id of the target of a control policy. */
  readonly attachedTo: string;
  /** The resource group that the policy is attached in, if the request does not say that the resource is in it. */
  readonly resourceGroupId?: string;
  /** Index in the document. */
  readonly statement: number;
  readonly effect: "Allow" | "Deny";
  /** `"unknown"` if that depends on a value that is not known. */
  readonly matches: true | "unknown";
  readonly text?: StatementJson;
}

/** What the policies of the emulator's account decide about a request. */
export interface EvaluateAnswer {
  readonly decision: Decision;
  readonly possible: readonly Decision[];
  readonly decidedBy: LayerName | undefined;
  readonly principal: string;
  readonly statements: readonly StatementAnswer[];
  /** The condition tests without a known result that a `Depends` decision depends on. */
  readonly dependsOn: readonly ConditionTest[];
  /** Resource groups with policies that a `Depends` decision depends on, because the resource may be in them. */
  readonly dependsOnResourceGroups: readonly string[];
  /** Contested assumptions whose two answers lead to different decisions. */
  readonly dependsOnAssumptions: readonly string[];
  readonly assumptions: readonly string[];
  /** Which page says what about the action's resources, if they contradict each other and that matters. */
  readonly contested?: string;
  /**
   * Attached system policies without a confirmed document. `possible` includes what they may allow or deny. The decision is
   * `Depends` if they can change it.
   */
  readonly unknownPolicies: readonly string[];
  /** Possible mistakes in the request, such as an action that the catalog does not know. */
  readonly hints: readonly string[];
}

/**
 * Evaluates a request by the same policy layers as enforcement.
 *
 * @throws ApiError for a malformed request, and if the principal does not exist
 */
export function evaluateRequest(account: Account, request: EvaluateRequest): EvaluateAnswer {
  checkEvaluateRequest(request);
  const principal = principalFrom(account, request.principal);
  const { action, resource = "*", context = {}, workspaceScope } = request;
  const resourceGroupId = requestedGroupId(account, request);
  const inGroup = resourceGroupId === undefined ? {} : { resourceGroupId };
  const question = { action, resource, context, workspaceScope, ...inGroup };
  const { evaluation, layers } = decide(account, principal, question);
  const possible = layers.unknown.length === 0 ? evaluation.possible : possibleFor(account, principal, question);
  const isOpen = possible.length > 1;
  const statements = evaluation.layers.flatMap(({ layer, level, resourceGroup, statements: traces }) =>
    traces.flatMap((trace): readonly StatementAnswer[] => {
      if (trace.truth === false) return [];
      const policy = policyIn(layers, { layer, level, resourceGroup }, trace.policy);
      const text = policy?.document.toJson().Statement[trace.statement];
      return [
        {
          layer,
          policy: policy?.name ?? "trust policy",
          attachedTo: policy?.attachedTo ?? resource,
          ...(resourceGroup === undefined ? {} : { resourceGroupId: resourceGroup }),
          statement: trace.statement,
          effect: trace.effect,
          matches: resourceGroup === undefined ? trace.truth : "unknown",
          ...(text === undefined ? {} : { text }),
        },
      ];
    }),
  );
  return {
    decision: isOpen ? "Depends" : evaluation.decision,
    possible,
    decidedBy: isOpen ? undefined : evaluation.decidedBy,
    principal: `${principal.kind}/${account.principalName(principal.kind, principal.name)}`,
    statements,
    dependsOn: evaluation.dependsOn,
    dependsOnResourceGroups: evaluation.dependsOnResourceGroups,
    dependsOnAssumptions: evaluation.dependsOnAssumptions,
    assumptions: evaluation.assumptions,
    ...(evaluation.contested === undefined ? {} : { contested: evaluation.contested }),
    unknownPolicies: layers.unknown,
    hints: actionHints(action),
  };
}

/** The resource group of the resource: that of the request, of its context, or of a resource of RAM. */
function requestedGroupId(
  account: Account,
  { action, resource = "*", context = {}, resourceGroupId }: EvaluateRequest,
): string | null | undefined {
  const read = readContext(context);
  let asked: RequestedGroup;
  try {
    asked = requestedGroup(resourceGroupId, read);
  } catch (error) {
    throw error instanceof PolicyError ? ApiError.of("MalformedRequest", error.message) : error;
  }
  if (typeof asked === "string") account.resourceGroup(asked);
  return asked === undefined && !namesResourceGroup(read) ? resourceGroupOf(action, resource, account) : asked;
}

interface Place {
  readonly layer: LayerName;
  readonly level: number;
  readonly resourceGroup: string | undefined;
}

function policyIn(layers: NamedLayers, { layer, level, resourceGroup }: Place, index: number): NamedPolicy | undefined {
  if (layer === "ControlPolicy") return layers.control[level]?.[index];
  if (layer === "SessionPolicy") return layers.session;
  if (layer === "AccountLevelIdentityBasedPolicy") return layers.account[index];
  if (layer !== "ResourceGroupLevelIdentityBasedPolicy") return undefined;
  return (resourceGroup === undefined ? layers.resourceGroup : layers.resourceGroups.get(resourceGroup))?.[index];
}

const everything = ["Allow", "Deny"].map((Effect) =>
  PolicyDocument.fromJson(JSON.stringify({ Version: "1", Statement: [{ Effect, Action: "*", Resource: "*" }] })),
);

/** All possible decisions, given that each policy without a confirmed document may allow or deny anything. */
function possibleFor(account: Account, principal: Principal, question: Question): Evaluation["possible"] {
  const found = [undefined, ...everything].flatMap(
    (unknownAs) => decide(account, principal, { ...question, unknownAs }).evaluation.possible,
  );
  return [...new Set(found)];
}

function principalFrom(account: Account, text: string): Principal {
  const [, owner, kind, name] = /^(?:acs:ram:\*?:(\d+):)?(user|role)\/([^/]+)$/.exec(text) ?? [];
  if ((kind === "user" || kind === "role") && name !== undefined) {
    if (owner === undefined || owner === account.id) return { kind, name };
    throw ApiError.of(`EntityNotExist.${kindNames[kind]}`, `The emulated account is ${account.id}, not ${owner}.`);
  }
  const message = `principal must be user/NAME, role/NAME, or the ARN of a user or role, found ${text}`;
  throw ApiError.of("MalformedRequest", message);
}

/** Parses the body of `POST /evaluate`. @throws ApiError MalformedRequest */
export function readEvaluateRequest(body: string): EvaluateRequest {
  try {
    return JSON.parse(body) as EvaluateRequest; // evaluateRequest checks it
  } catch {
    throw ApiError.of("MalformedRequest", "The body of the request is not JSON.");
  }
}
