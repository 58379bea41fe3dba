import { type RequestContext, type UnknownPlace, evaluate } from "../../policy";
import { foldCase } from "../../policy/letter-case";
import { callContext } from "../enforcement/enforcement";
import { isContext } from "../enforcement/check-evaluate-request";
import { readTrust } from "../account/documents";
import type { Account } from "../account/account";
import { ApiError } from "../api-error";
import type { Answer } from "./operation";
import { checkSessionName, openSession, roleByArn } from "./sts";

/** A role that a service assumes, as e.g. Function Compute and Agent Identity do for code that they run. */
export interface ServiceSessionRequest {
  /** e.g. `workload.agentidentity.aliyuncs.com` */
  readonly service: string;
  /** ARN of the role. */
  readonly roleArn: string;
  /** Name of the session, which is a part of its ARN. @default "service" */
  readonly sessionName?: string;
  /**
   * The condition keys that the service sets, e.g. `sts:RequestContext/agentidentity:WorkloadIdentityArn`. A context
   * requires that the trust policy allows `sts:SetContext`, too.
   * @default - none
   */
  readonly context?: RequestContext;
}

const members: readonly string[] = ["service", "roleArn", "sessionName", "context"];

/**
 * Assumes a role for a service, if its trust policy certainly allows that. The service sends no other condition keys than
 * those of the context.
 *
 * @param isEnforced otherwise the trust policy is not evaluated, as no other policy is
 * @throws ApiError NoPermission, EntityNotExist.Role, MalformedRequest
 */
export function openServiceSession(account: Account, request: ServiceSessionRequest, isEnforced: boolean): Answer {
  const { service, roleArn, sessionName = "service", context = {} } = checked(request);
  const role = roleByArn(account, roleArn);
  const setsContext = Object.entries(context).some(
    ([key, value]) => foldCase(key).startsWith("sts:requestcontext/") && value !== null,
  );
  for (const action of isEnforced ? ["sts:AssumeRole", ...(setsContext ? ["sts:SetContext"] : [])] : []) {
    const evaluation = evaluate({
      policies: { trust: readTrust(role.trustDocument) },
      request: { action, resource: account.arnOf("role", role), resourceGroup: null },
      context: { ...callContext(account), ...context },
      caller: { kind: "Service", name: service },
      world: "closed",
    });
    if (evaluation.decision === "Allow") continue;
    const { dependsOn, dependsOnUnknown } = evaluation;
    const open = [...dependsOn.map(({ operator, key }) => `${operator} ${key}`), ...dependsOnUnknown.map(elementOf)];
    const why = open.length === 0 ? "" : ` Note: the decision depends on ${open.join(", ")}.`;
    throw ApiError.of("NoPermission", `The trust policy of ${role.name} does not allow ${service} ${action}.${why}`);
  }
  return openSession(account, role, { sessionName: checkSessionName(sessionName), seconds: 3600 });
}

function elementOf({ element }: UnknownPlace): string {
  return element;
}

/** Parses the body of `POST /assume-role`. @throws ApiError MalformedRequest */
export function readServiceSessionRequest(body: string): ServiceSessionRequest {
  try {
    return JSON.parse(body) as ServiceSessionRequest; // openServiceSession checks it
  } catch {
    throw ApiError.of("MalformedRequest", "The body of the request is not JSON.");
  }
}

/** Checks a request at run time, because it may come over HTTP. */
function checked(request: unknown): ServiceSessionRequest {
  const wrong = (message: string): ApiError => ApiError.of("MalformedRequest", message);
  if (typeof request !== "object" || request === null) throw wrong("The request must be a JSON object.");
  const unknown = Object.keys(request).find((name) => !members.includes(name));
  if (unknown !== undefined) throw wrong(`The unknown member ${unknown}; allowed are ${members.join(", ")}.`);
  const { service, roleArn, sessionName = "service", context = {} } = request as Readonly<Record<string, unknown>>;
  if (typeof service !== "string" || typeof roleArn !== "string" || typeof sessionName !== "string") {
    throw wrong("service, roleArn and sessionName must be strings.");
  }
  if (!isContext(context)) throw wrong("context must be an object of strings, lists of strings, and null.");
  return { service, roleArn, sessionName, context };
}
