import { type AccessRequest, Arn, isPattern } from "../policy";
import { canBeAction } from "../policy/action-shape";

/**
 * A request as a service would make it. What cannot be one is refused by no policy, yet every test that it is denied
 * would pass.
 *
 * @throws Error for an action or a resource that no request has
 */
export function checkedRequest(action: string, resource: string): AccessRequest {
  if (!canBeAction(action) || isPattern(action)) {
    throw new Error(`no request has the action ${JSON.stringify(action)}: it has one such as agentrun:GetTool`);
  }
  const isArn = Arn.check(resource, "").length === 0 && !isPattern(resource);
  if (resource !== "*" && !isArn) {
    const allowed = "acs:<ram-code>:<region>:<account>:<resource> without wildcards, or * for actions without any";
    throw new Error(`no request has the resource ${JSON.stringify(resource)}: it has one such as ${allowed}`);
  }
  return { action, resource };
}
