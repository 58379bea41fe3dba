import { matchesPattern } from "../policy";
import { foldCase } from "../policy/letter-case";
import { documentedPolicy } from "./documented-policies";
import { lazy } from "./lazy";

const fullAccess = lazy(() =>
  documentedPolicy("fullAccess").document.statements.filter(({ effect }) => effect === "Allow"),
);

/**
 * Templates of the resources on which the vendor's full-access policy allows an action. Empty for actions that it
 * allows on `*`, or not at all. The policy is not an authorization page, so RAM may also authorize the action on other
 * resources.
 */
export function documentedResources(action: string): readonly string[] {
  const resources = fullAccess()
    .filter(({ actions }) => actions.some((one) => matchesPattern(foldCase(one), foldCase(action))))
    .flatMap((statement) => statement.resources);
  return resources.includes("*") ? [] : [...new Set(resources.map(templateOf))];
}

/** Makes region and account variable, which a policy for all accounts has as `*`. */
function templateOf(resource: string): string {
  return resource.replace(/^acs:([^:]*):\*:\*:/, "acs:$1:{#regionId}:{#accountId}:");
}
