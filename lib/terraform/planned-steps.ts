import { isJsonObject } from "../policy/json-value";
import { type DeployStep, deploySteps } from "./ram-resources/deploy-rule";

/** What Terraform does for each action of `resource_changes`, as `terraform show -json` names it. */
const stepsOfAction: ReadonlyMap<unknown, readonly DeployStep[]> = new Map<string, readonly DeployStep[]>([
  ["no-op", ["read"]],
  ["read", ["read"]],
  ["forget", ["read"]],
  ["create", ["create", "read"]],
  ["update", ["read", "update"]],
  ["delete", ["read", "delete"]],
]);

/**
 * What a plan does with the resource at an address. All steps for a resource that the plan does not mention, and for an
 * unknown action.
 */
export function plannedSteps(plan: Readonly<Record<string, unknown>>): (address: string) => readonly DeployStep[] {
  const byAddress = new Map<string, Set<DeployStep>>();
  const changes: unknown = plan["resource_changes"];
  for (const one of Array.isArray(changes) ? changes.filter(isJsonObject) : []) {
    const { address, previous_address: previous, change } = one;
    const actions: unknown = isJsonObject(change) ? change["actions"] : undefined;
    const steps = Array.isArray(actions) && actions.length > 0 ? actions.flatMap(stepsOf) : deploySteps;
    // A resource that is moved has another address in the state.
    for (const place of [address, previous]) {
      if (typeof place === "string") byAddress.set(place, new Set([...(byAddress.get(place) ?? []), ...steps]));
    }
  }
  return (address) => {
    const planned = byAddress.get(address);
    return planned === undefined ? deploySteps : deploySteps.filter((step) => planned.has(step));
  };
}

function stepsOf(action: unknown): readonly DeployStep[] {
  return stepsOfAction.get(action) ?? deploySteps;
}
