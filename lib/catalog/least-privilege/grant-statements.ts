import { type Conditions, PolicyStatement } from "../../policy";
import { uncheckedAmong } from "../action-name";
import { mayBeDangerous } from "../may-be-dangerous";
import type { Grant } from "./feature-grants";
import type { LeastPrivilegeRequest } from "./least-privilege-request";
import { outsideGroups } from "./resource-group-support";

/** What makes a statement. */
interface StatementParts {
  readonly grant: Grant;
  readonly actions: string[];
  readonly dangerous: boolean;
  /** Whether it holds in the resource groups of the request only. */
  readonly inGroups: boolean;
}

/**
 * One statement for each set of resources and conditions, in the order of their first actions; statements on `*` come
 * last. The order does not depend on the spelling of framework tokens in resources.
 */
export function statementsOf(
  grants: readonly Grant[],
  {
    actions: asked = [],
    conditions,
    dangerousConditions,
    resourceGroupForm = "condition",
    within = {},
  }: Pick<LeastPrivilegeRequest, "actions" | "conditions" | "dangerousConditions" | "resourceGroupForm" | "within">,
): readonly PolicyStatement[] {
  const said = uncheckedAmong(asked);
  const ids = resourceGroupForm === "condition" ? within.resourceGroups : undefined;
  const groups = new Map<string, StatementParts>();
  for (const grant of [...grants].sort((a, b) => (a.action.name < b.action.name ? -1 : 1))) {
    const dangerous = dangerousConditions !== undefined && mayBeDangerous(grant.action);
    const inGroups = ids !== undefined && outsideGroups(grant.action.name) === undefined;
    const key = JSON.stringify([[...grant.resources].sort(), grant.passedTo ?? [], dangerous, inGroups]);
    const group = groups.get(key) ?? { grant, actions: [], dangerous, inGroups };
    group.actions.push(grant.action.name);
    groups.set(key, group);
  }
  const isOnEverything = ({ grant }: { readonly grant: Grant }): boolean => grant.resources.includes("*");
  const ordered = [...groups.values()];
  return [...ordered.filter((group) => !isOnEverything(group)), ...ordered.filter(isOnEverything)].map(
    ({ grant, actions, dangerous, inGroups }) => {
      const own: Conditions = grant.passedTo === undefined ? {} : { StringEquals: { "acs:Service": grant.passedTo } };
      const inGroup: Conditions = inGroups ? { StringEquals: { "acs:ResourceGroupId": ids ?? [] } } : {};
      const plain = PolicyStatement.allow({ actions, resources: grant.resources }).sayingToExist(said);
      return [own, inGroup, conditions ?? {}, dangerous ? (dangerousConditions ?? {}) : {}].reduce(
        withConditions,
        plain,
      );
    },
  );
}

function withConditions(statement: PolicyStatement, conditions: Conditions): PolicyStatement {
  let result = statement;
  for (const [operator, keys] of Object.entries(conditions)) {
    for (const [key, values] of Object.entries(keys)) {
      // Keys of conditions are operators, as checkConditions has verified.
      result = result.withCondition(operator as keyof Conditions, key, values);
    }
  }
  return result;
}
