import type { PolicyDocument } from "../document";
import { matchesPattern } from "../patterns/wildcard";
import { partlyKnown } from "../patterns/partly-known";
import { policyProblemIds } from "../problem-ids";
import { PolicyError, quote } from "../problem";
import type { ReadContext } from "./condition-match";
import type { Truth } from "./truth";

/** The condition key for the resource group of a request's resource. */
export const resourceGroupKey = "acs:ResourceGroupId";

const foldedKey = "acs:resourcegroupid";

/** A context in which the resource is in no resource group. Values of a context that is added to it win. */
export const noResourceGroup = { [resourceGroupKey]: null };

/** The resource group of a request: an id, `null` for none, or `undefined` if it is not known. */
export type RequestedGroup = string | null | undefined;

/** One possibility for which resource-group-level policies apply. */
export interface GroupCase {
  readonly group: RequestedGroup;
  /** The resource group whose attachments this possibility adds; `undefined` if it adds none. */
  readonly added: string | undefined;
  /** Policies that apply in every possibility. */
  readonly others: readonly PolicyDocument[];
  /** Policies that the added resource group adds. */
  readonly policies: readonly PolicyDocument[];
}

/** The policies of the resource group of a resource, and of resource groups that it may be in, by id. */
export interface AttachedInGroups {
  readonly resourceGroup?: readonly PolicyDocument[];
  readonly resourceGroups?: ReadonlyMap<string, readonly PolicyDocument[]>;
}

/** Whether a folded condition key is that of the resource group. */
export function isResourceGroupKey(foldedName: string): boolean {
  return foldedName === foldedKey;
}

/**
 * Whether two ids are of the same resource group. An id that is partly unknown may be any other, except itself.
 *
 * @param distinct unknown ids that are known to differ from each other
 */
export function isSameGroup(one: string, other: string, distinct: ReadonlySet<string>): Truth {
  if (one === other) return true;
  if (distinct.has(one) && distinct.has(other)) return false;
  const [first, second] = [partlyKnown(one), partlyKnown(other)];
  if (!first.isUnknown && !second.isUnknown) return false;
  if (first.isUnknown && second.isUnknown) return "unknown";
  const [pattern, text] = first.isUnknown ? [first.widest, other] : [second.widest, one];
  return matchesPattern(pattern, text) ? "unknown" : false;
}

/** Whether a context says which resource group the resource is in, if any. */
export function namesResourceGroup(context: ReadContext): boolean {
  return context.has(foldedKey);
}

/**
 * The resource group that a request and its context name.
 *
 * @throws PolicyError RAM123 if the two name different ones
 */
export function requestedGroup(given: RequestedGroup, context: ReadContext): RequestedGroup {
  const values = context.get(foldedKey);
  if (values === undefined) return given;
  const [only, ...more] = values ?? [];
  const named = values === null ? null : more.length === 0 ? only : undefined;
  if (given === undefined || given === named) return given ?? named;
  throw new PolicyError([
    {
      id: policyProblemIds.requestGroup,
      path: resourceGroupKey,
      found: `${quote(values)} in the context, and the resource group ${quote(given)}`,
      allowed: "the same resource group in both",
      fix: "give the resource group only once",
    },
  ]);
}

/** A context with the value of the resource group, if that is known. */
export function withResourceGroup(context: ReadContext, group: RequestedGroup): ReadContext {
  if (group === undefined) return context;
  return new Map(context).set(foldedKey, group === null ? null : [group]);
}

/**
 * The possibilities for which policies of resource groups apply. The first one has those that certainly apply; each
 * other one adds those of a resource group that may be the request's.
 */
export function groupCases(
  { resourceGroup = [], resourceGroups = new Map() }: AttachedInGroups,
  group: RequestedGroup,
  distinct: ReadonlySet<string>,
): readonly [GroupCase, ...GroupCase[]] {
  const certain = typeof group === "string" ? (resourceGroups.get(group) ?? []) : [];
  const others = [...resourceGroup, ...certain];
  const perhaps = [...resourceGroups].filter(([id]) => {
    if (group === undefined) return true;
    return group !== null && id !== group && isSameGroup(id, group, distinct) !== false;
  });
  const known: GroupCase = { group, added: undefined, others, policies: [] };
  return [known, ...perhaps.map(([id, policies]) => ({ group: group ?? id, added: id, others, policies }))];
}
