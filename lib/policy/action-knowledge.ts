import { memoized } from "./memoized";
import { partlyKnown } from "./patterns/partly-known";
import { resourceFields } from "./patterns/resource-pattern";
import { overlapsTemplate } from "./patterns/wildcard";

/** What the engine asks of an action that is known. The engine itself knows none: a catalog is passed to it. */
export interface ActionFacts {
  /** With the RAM code, e.g. `agentrun:GetTool`. */
  readonly name: string;
  /**
   * Templates of the ARNs that the action is authorized on, with variables such as `{#workspaceName}`. Empty where RAM
   * authorizes it on `*` only; `undefined` where no page says.
   */
  readonly resources: readonly { readonly arn: string }[] | undefined;
  /** Whether the action returns a secret. */
  readonly secret: boolean;
}

/** Whether all actions of a service are known, as far as its own page lists them, or those that something named. */
export type KnowledgeExtent = "all" | "some" | "none";

/** Knowledge of actions, e.g. `knownActions` of the catalog. */
export interface ActionKnowledge {
  /** How much is known of the actions of the service with this RAM code. */
  extentOf(code: string): KnowledgeExtent;
  /** The action of this name; letter case does not matter. */
  action(name: string): ActionFacts | undefined;
  /** All known actions that a pattern covers, sorted by name. */
  matching(pattern: string): readonly ActionFacts[];
  /** Up to three known actions whose names are close to a misspelt one, the closest first. */
  nearest(name: string): readonly string[];
  /** Whether a policy of the vendor names exactly this action or pattern, letter case aside. @default - not known */
  isNamedByVendor?(text: string): boolean;
  /** RAM codes of services, all that something of the vendor names, in lower case. @default - not known */
  serviceCodes?(): readonly string[];
  /** RAM codes of ARNs, besides its own, that actions of the service are authorized on as far as is known. */
  resourceCodes?(code: string): readonly string[];
}

/** Names of the known actions that a pattern covers, e.g. `agentrun:Get*`, sorted. */
export function expand(pattern: string, knowledge: ActionKnowledge): readonly string[] {
  return knowledge.matching(pattern).map(({ name }) => name);
}

/** Names of the known actions that none of the patterns covers, sorted: what a list of actions leaves out. */
export function invert(patterns: readonly string[], knowledge: ActionKnowledge): readonly string[] {
  const covered = new Set(patterns.flatMap((pattern) => expand(pattern, knowledge)));
  return expand("*", knowledge).filter((name) => !covered.has(name));
}

/** Knowledge has few templates, and rules ask for the same ones again and again. */
const templateFields = memoized(resourceFields);

/**
 * Whether RAM can ever authorize an action on a resource: one of the action's templates and the resource, which may be
 * a pattern, have an ARN in common. Always so where no page says what the action is authorized on, and for what is no
 * ARN, which is reported for itself.
 */
export function canBeAuthorizedOn({ resources }: Pick<ActionFacts, "resources">, resource: string): boolean {
  if (resources === undefined) return true;
  const fields = resourceFields(partlyKnown(resource).widest);
  if (fields === undefined) return true;
  return resources.some(({ arn }) =>
    templateFields(arn)?.every((template, index) => overlapsTemplate(template, fields[index] ?? "")),
  );
}
