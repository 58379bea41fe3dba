import {
  type ConditionTest,
  type Decision,
  type Evaluation,
  type LayerName,
  PolicyDocument,
  type RequestContext,
  type StatementJson,
} from "../../policy";
import { type Account, kindNames } from "../account/account";
import { ApiError } from "../api-error";
import { actionHints } from "./action-hints";
import { checkEvaluateRequest } from "./check-evaluate-request";
import { type Question, decide } from "./decide";
import type { NamedLayers, NamedPolicy, Principal } from "./layers";

/** What is asked of the live state. */
export interface EvaluateRequest {
  /** `user/alice`, `role/r`, or the ARN of either in this account. */
  readonly principal: string;
  /** One action, e.g. `agentrun:DeleteAgentRuntime` */
  readonly action: string;
  /** ARN. @default "*" - for actions that know no single resources */
  readonly resource?: string;
  /** By condition key; `null` for a key that the request lacks. @default - nothing is known */
  readonly context?: RequestContext;
  /** Id of the resource group that the resource is in. @default - not in one */
  readonly resourceGroupId?: string;
}

/** One statement that matches or may match. */
export interface StatementAnswer {
  readonly layer: LayerName;
  readonly policy: string;
  /** `user/alice`, `group/dev`, `role/r`, or the target of a control policy. */
  readonly attachedTo: string;
  /** Index in the document. */
  readonly statement: number;
  readonly effect: "Allow" | "Deny";
  /** Whether it covers the request. */
  readonly matches: true | "unknown";
  readonly text?: StatementJson;
}

export interface EvaluateAnswer {
  readonly decision: Decision;
  readonly possible: readonly Decision[];
  readonly decidedBy: LayerName | undefined;
  readonly principal: string;
  readonly statements: readonly StatementAnswer[];
  /** Tests of conditions on which a `Depends` turns. */
  readonly dependsOn: readonly ConditionTest[];
  /** Contested assumptions whose two answers lead to different decisions. */
  readonly dependsOnAssumptions: readonly string[];
  readonly assumptions: readonly string[];
  /**
   * Attached system policies of which no confirmed document is known. What they may allow or deny is in `possible`, and the
   * decision is `Depends` where it turns on them.
   */
  readonly unknownPolicies: readonly string[];
  /** What may be wrong with the question, such as an action that the catalog does not know. */
  readonly hints: readonly string[];
}

/**
 * Whether a principal may do something now, and why: by the same layers that enforcement decides by.
 *
 * @throws ApiError for a request that is none, and for a principal that does not exist
 */
export function evaluateRequest(account: Account, request: EvaluateRequest): EvaluateAnswer {
  checkEvaluateRequest(request);
  const principal = principalFrom(account, request.principal);
  const { action, resource = "*", context = {}, resourceGroupId } = request;
  if (resourceGroupId !== undefined) account.resourceGroup(resourceGroupId);
  const question = { action, resource, context, ...(resourceGroupId === undefined ? {} : { resourceGroupId }) };
  const { evaluation, layers } = decide(account, principal, question);
  const possible = layers.unknown.length === 0 ? evaluation.possible : possibleFor(account, principal, question);
  const isOpen = possible.length > 1;
  const statements = evaluation.layers.flatMap(({ layer, level, statements: traces }) =>
    traces.flatMap((trace): readonly StatementAnswer[] => {
      if (trace.truth === false) return [];
      const policy = policyIn(layers, layer, level, trace.policy);
      const text = policy?.document.toJson().Statement[trace.statement];
      return [
        {
          layer,
          policy: policy?.name ?? "trust policy",
          attachedTo: policy?.attachedTo ?? resource,
          statement: trace.statement,
          effect: trace.effect,
          matches: trace.truth,
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
    dependsOnAssumptions: evaluation.dependsOnAssumptions,
    assumptions: evaluation.assumptions,
    unknownPolicies: layers.unknown,
    hints: actionHints(action),
  };
}

function policyIn(layers: NamedLayers, layer: LayerName, level: number, index: number): NamedPolicy | undefined {
  if (layer === "ControlPolicy") return layers.control[level]?.[index];
  if (layer === "SessionPolicy") return layers.session;
  if (layer === "AccountLevelIdentityBasedPolicy") return layers.account[index];
  return layer === "ResourceGroupLevelIdentityBasedPolicy" ? layers.resourceGroup?.[index] : undefined;
}

const everything = ["Allow", "Deny"].map((Effect) =>
  PolicyDocument.fromJson(JSON.stringify({ Version: "1", Statement: [{ Effect, Action: "*", Resource: "*" }] })),
);

/** What may come out, whatever the policies allow or deny of which no confirmed document is known. */
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
    throw ApiError.of(`EntityNotExist.${kindNames[kind]}`, `There is no account ${owner} here, but ${account.id}.`);
  }
  const message = `principal must be user/NAME, role/NAME, or the ARN of either, found ${text}`;
  throw ApiError.of("MalformedRequest", message);
}

/** Reads the body of a request for it. @throws ApiError MalformedRequest */
export function readEvaluateRequest(body: string): EvaluateRequest {
  try {
    return JSON.parse(body) as EvaluateRequest; // checked before it is used
  } catch {
    throw ApiError.of("MalformedRequest", "The body of the request is not JSON.");
  }
}
