import { patternContains } from "../../patterns/pattern-relation";
import { type ResourceFields, isAnyResource, resourceFields } from "../../patterns/resource-pattern";
import { isPattern, matchesPattern } from "../../patterns/wildcard";
import { type BuiltInRule, eachStatement } from "../rule";
import { foldCase } from "../../letter-case";

/**
 * What actions that match `pattern` permit if a resource covers everything that they apply to. A policy applies to its
 * own account only, so the account in the resource does not matter.
 */
const reaches: readonly {
  readonly pattern: string;
  readonly means: string;
  readonly isWhole: (fields: ResourceFields) => boolean;
}[] = [
  {
    pattern: "*",
    means: "everything in the account",
    isWhole: ([code, region, account, resource]) => [code, region, resource].every(isAnyResource) && account !== "",
  },
  {
    pattern: "ram:*",
    means: "every identity and every permission, and so everything in the account",
    // Identities have no region.
    isWhole: ([code, region, account, resource]) =>
      matchesPattern(code, "ram") && /^\**$/.test(region) && account !== "" && isAnyResource(resource),
  },
];

export const administrator: BuiltInRule = {
  id: "RAM720",
  title: "Administrator of the account",
  severity: "warning",
  pack: "recommended",
  allowed: "the actions that are needed",
  explanation: "Its holder can do everything, or can grant themselves everything.",
  source: "RAM docs, Policy overview (2021-07-16)",
  kinds: ["identity"],
  check: eachStatement(({ effect, actionElement, actions, resourceElement, resources }) => {
    if (effect !== "Allow" || actionElement === "NotAction" || resourceElement !== "Resource") return [];
    const patterns = actions.filter(({ text }) => isPattern(text));
    if (patterns.length === 0) return [];
    const possible = reaches.flatMap(({ pattern, means, isWhole }) => {
      const whole = resources.find(({ text }) => isAnyResource(text) || isWholeArn(text, isWhole));
      return whole === undefined ? [] : [{ pattern, means, resource: whole.text }];
    });
    return patterns.flatMap(({ text, path }) => {
      const reached = possible.find(({ pattern }) => patternContains(foldCase(text), pattern));
      if (reached === undefined) return [];
      const { resource, means } = reached;
      return [{ path, found: `${text} on ${resource}: ${means}`, fix: "name the actions that are needed" }];
    });
  }),
};

function isWholeArn(text: string, isWhole: (fields: ResourceFields) => boolean): boolean {
  const fields = resourceFields(text);
  return fields !== undefined && isWhole(fields);
}
