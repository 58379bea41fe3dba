import { workspaceScopes } from "../../catalog";
import type { RequestContext } from "../../policy";
import { ApiError } from "../api-error";

const members = ["principal", "action", "resource", "context", "resourceGroupId", "workspaceScope"];

/** Checks a request at run time, because it may come over HTTP. @throws ApiError MalformedRequest */
export function checkEvaluateRequest(request: unknown): void {
  if (typeof request !== "object" || request === null) {
    throw malformed("The request must be a JSON object with principal, action and resource.");
  }
  const unknown = Object.keys(request).find((name) => !members.includes(name));
  if (unknown !== undefined)
    throw malformed(`The request has the unknown member ${unknown}; allowed are ${members.join(", ")}.`);
  const { principal, action, resource, context, resourceGroupId, workspaceScope } = request as Readonly<
    Record<string, unknown>
  >;
  const texts = { principal, action, resource: resource ?? "*", resourceGroupId: resourceGroupId ?? "-" };
  for (const [name, value] of Object.entries(texts)) {
    if (typeof value !== "string" || value === "") throw malformed(`${name} must be a non-empty string.`);
  }
  if (typeof action === "string" && !/^[A-Za-z0-9-]+:[A-Za-z0-9-]+$/.test(action)) {
    throw malformed(`action must be one action, such as agentrun:GetAgentRuntime, found ${action}`);
  }
  if (workspaceScope !== undefined && !workspaceScopes.some((one) => one === workspaceScope)) {
    throw malformed(`workspaceScope must be one of ${workspaceScopes.join(", ")}.`);
  }
  if (context !== undefined && !isContext(context)) {
    throw malformed("context must be an object whose values are strings, lists of strings, or null.");
  }
}

/** Whether a value is a context of condition keys. */
export function isContext(value: unknown): value is RequestContext {
  const isValue = (one: unknown): boolean =>
    one === null || typeof one === "string" || (Array.isArray(one) && one.every((text) => typeof text === "string"));
  return typeof value === "object" && value !== null && Object.values(value).every(isValue);
}

function malformed(message: string): ApiError {
  return ApiError.of("MalformedRequest", message);
}
