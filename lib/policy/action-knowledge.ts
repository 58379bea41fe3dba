import { memoized } from "./memoized";
import { partlyKnown } from "./patterns/partly-known";
import { resourceFields } from "./patterns/resource-pattern";
import { overlapsTemplate } from "./patterns/wildcard";

/** The facts about an action that the engine needs. The engine itself knows no actions; a catalog provides them. */
export interface ActionFacts {
  /** With the RAM code, e.g. `agentrun:GetTool`. */
  readonly name: string;
  /**
   * Templates of the ARNs that RAM authorizes the action on, with variables such as `{#workspaceName}`. Empty if RAM
   * authorizes it on `*` only; `undefined` if no page documents it.
   */
  readonly resources: readonly { readonly arn: string }[] | undefined;
  /** @default - no second document contradicts the first one */
  readonly contested?: ContestedResources;
  /** Whether the action returns a secret. */
  readonly secret: boolean;
}

/** What another document says about the resources of an action, so that it is not known which of the two is right. */
export interface ContestedResources {
  /** Templates as in {@link ActionFacts}. Empty for all resources only. */
  readonly resources: readonly { readonly arn: string }[];
  /** Which document says what, and when. */
  readonly about: string;
}

/** An operation of SDKs that is not known to be an action, or that no longer exists. */
export interface OperationFacts {
  readonly name: string;
  readonly status: "SDK only" | "retired";
  readonly about: string;
}

/** `all`: the service's page was read; `some`: other pages name some actions. */
export type KnowledgeExtent = "all" | "some" | "none";

/** A source of facts about actions, e.g. `knownActions` of the catalog. */
export interface ActionKnowledge {
  /** How many actions of the service with this RAM code are known. */
  extentOf(code: string): KnowledgeExtent;
  /** The action with this name, in any letter case. */
  action(name: string): ActionFacts | undefined;
  /** All known actions that a pattern matches, sorted by name. */
  matching(pattern: string): readonly ActionFacts[];
  /** Up to three known actions with names close to a misspelt one, the closest first. */
  nearest(name: string): readonly string[];
  /** The operation of SDKs with the action's name, if it is not a known action or is retired. @default - not known */
  operation?(name: string): OperationFacts | undefined;
  /**
   * Names of the operations of SDKs that are not known to be actions of the service with this RAM code, sorted.
   * @default - none is known
   */
  operations?(code: string): readonly string[];
  /** Whether a policy of the vendor has exactly this action or pattern, in any letter case. @default - not known */
  isNamedByVendor?(text: string): boolean;
  /** RAM codes of all services that the vendor's pages or policies name, in lower case. @default - not known */
  serviceCodes?(): readonly string[];
  /** Codes of other services in ARNs that RAM authorizes actions of the service on, as far as known. */
  resourceCodes?(code: string): readonly string[];
}

/**
 * Names of the known actions that a pattern matches, e.g. `agentrun:Get*`, sorted.
 *
 * @example
 * console.log(expand("agentrun:Get*", knownActions));
 */
export function expand(pattern: string, knowledge: ActionKnowledge): readonly string[] {
  return knowledge.matching(pattern).map(({ name }) => name);
}

/** Names of the known actions that no pattern matches, sorted. */
export function invert(patterns: readonly string[], knowledge: ActionKnowledge): readonly string[] {
  const covered = new Set(patterns.flatMap((pattern) => expand(pattern, knowledge)));
  return expand("*", knowledge).filter((name) => !covered.has(name));
}

/** Cached, because rules parse the same few templates again and again. */
const templateFields = memoized(resourceFields);

/**
 * Whether RAM can authorize an action on a resource, which may be a pattern: whether it overlaps one of the action's
 * templates. True if no page documents the action's resources, and for text that is not an ARN, which another rule
 * reports. Of two pages that contradict each other, only the authorization page counts.
 */
export function canBeAuthorizedOn({ resources }: Pick<ActionFacts, "resources">, resource: string): boolean {
  if (resources === undefined) return true;
  const fields = resourceFields(partlyKnown(resource).widest);
  if (fields === undefined) return true;
  return resources.some(({ arn }) =>
    templateFields(arn)?.every((template, index) => overlapsTemplate(template, fields[index] ?? "")),
  );
}

/** As {@link canBeAuthorizedOn}; of two pages that contradict each other, it is enough that one has the resource. */
export function mayBeAuthorizedOn(
  { resources, contested }: Pick<ActionFacts, "resources" | "contested">,
  resource: string,
): boolean {
  return [resources, contested?.resources].some(
    (templates, index) =>
      (index === 0 || templates !== undefined) && canBeAuthorizedOn({ resources: templates }, resource),
  );
}
