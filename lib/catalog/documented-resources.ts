import { matchesPattern } from "../policy";
import { foldCase } from "../policy/letter-case";
import { documentedPolicy } from "./documented-policies";
import { lazy } from "./lazy";

const fullAccess = lazy(() =>
  documentedPolicy("fullAccess").document.statements.filter(({ effect }) => effect === "Allow"),
);

/**
 * Templates of the resources on which the vendor's full-access policy allows an action, where it does so on some only.
 * It is no page of RAM's: the action may well be authorized on others too. Empty for actions that it allows on `*`, or
 * not at all.
 */
export function documentedResources(action: string): readonly string[] {
  const resources = fullAccess()
    .filter(({ actions }) => actions.some((one) => matchesPattern(foldCase(one), foldCase(action))))
    .flatMap((statement) => statement.resources);
  return resources.includes("*") ? [] : [...new Set(resources.map(templateOf))];
}

/** The ARN with its region and account open, which a policy for all accounts leaves as `*`. */
function templateOf(resource: string): string {
  return resource.replace(/^acs:([^:]*):\*:\*:/, "acs:$1:{#regionId}:{#accountId}:");
}
