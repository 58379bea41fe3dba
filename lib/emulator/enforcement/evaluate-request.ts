import type { ConditionTest, Decision, LayerName, RequestContext, StatementJson } from "../../policy";
import type { Account } from "../account/account";
import { ApiError } from "../api-error";
import { decide } from "./decide";
import type { NamedLayers, NamedPolicy, Principal } from "./layers";

/** What is asked of the live state. */
export interface EvaluateRequest {
  /** `user/alice`, `role/r`, or the ARN of either. */
  readonly principal: string;
  /** e.g. `agentrun:DeleteRuntime` */
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
  readonly assumptions: readonly string[];
  /** Attached system policies of which only the name is known; they are taken to say nothing. */
  readonly unknownPolicies: readonly string[];
}

/**
 * Whether a principal may do something now, and why: by the same layers that enforcement decides by.
 *
 * @throws ApiError for a request that is none, and for a principal that does not exist
 */
export function evaluateRequest(account: Account, request: EvaluateRequest): EvaluateAnswer {
  check(request);
  const principal = principalFrom(request.principal);
  const { action, resource = "*", context = {}, resourceGroupId } = request;
  if (resourceGroupId !== undefined) account.resourceGroup(resourceGroupId);
  const question = { action, resource, context, ...(resourceGroupId === undefined ? {} : { resourceGroupId }) };
  const { evaluation, layers } = decide(account, principal, question);
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
    decision: evaluation.decision,
    possible: evaluation.possible,
    decidedBy: evaluation.decidedBy,
    principal: `${principal.kind}/${account.principalName(principal.kind, principal.name)}`,
    statements,
    dependsOn: evaluation.dependsOn,
    assumptions: evaluation.assumptions,
    unknownPolicies: layers.unknown,
  };
}

function policyIn(layers: NamedLayers, layer: LayerName, level: number, index: number): NamedPolicy | undefined {
  if (layer === "ControlPolicy") return layers.control[level]?.[index];
  if (layer === "SessionPolicy") return layers.session;
  if (layer === "AccountLevelIdentityBasedPolicy") return layers.account[index];
  return layer === "ResourceGroupLevelIdentityBasedPolicy" ? layers.resourceGroup?.[index] : undefined;
}

function principalFrom(text: string): Principal {
  const [, kind, name] = /^(?:acs:ram:\*?:\d+:)?(user|role)\/([^/]+)$/.exec(text) ?? [];
  if ((kind === "user" || kind === "role") && name !== undefined) return { kind, name };
  const message = `principal must be user/NAME, role/NAME, or the ARN of either, found ${text}`;
  throw ApiError.of("MalformedRequest", message);
}

/** It may come over HTTP. */
function check(request: unknown): void {
  if (typeof request !== "object" || request === null) {
    throw ApiError.of("MalformedRequest", "The request must be a JSON object with principal, action and resource.");
  }
  const { principal, action, resource, context, resourceGroupId } = request as Readonly<Record<string, unknown>>;
  const texts = { principal, action, resource: resource ?? "*", resourceGroupId: resourceGroupId ?? "-" };
  for (const [name, value] of Object.entries(texts)) {
    if (typeof value !== "string" || value === "") throw ApiError.of("MalformedRequest", `${name} must be a text.`);
  }
  const isValue = (value: unknown): boolean =>
    value === null ||
    typeof value === "string" ||
    (Array.isArray(value) && value.every((one) => typeof one === "string"));
  if (
    context !== undefined &&
    !(typeof context === "object" && context !== null && Object.values(context).every(isValue))
  ) {
    throw ApiError.of("MalformedRequest", "context must be an object of texts, lists of texts, or null.");
  }
}

/** Reads the body of a request for it. @throws ApiError MalformedRequest */
export function readEvaluateRequest(body: string): EvaluateRequest {
  try {
    return JSON.parse(body) as EvaluateRequest; // checked before it is used
  } catch {
    throw ApiError.of("MalformedRequest", "The body of the request is not JSON.");
  }
}
