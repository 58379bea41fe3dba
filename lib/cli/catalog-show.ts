import { type CatalogAction, accessClassOf, featuresOf, findActions, nearestActions, returnsSecret } from "../catalog";
import { exitCodes } from "./command";
import { declareCommand } from "./declaration";

/** Shows the catalog's facts about actions. */
export const catalogShow = declareCommand({
  description: "Shows what is known about actions: level, resources, features and sources.",
  arguments: [{ name: "pattern", about: "an action or the name of an API, with * and ? as wildcards" }],
  exits: { 0: "actions are shown", 2: "no known action matches" },
  examples: ["agentrun-ram catalog show 'agentrun:*Sandbox*'", "agentrun-ram catalog show ListTools"],
  run({ args: [pattern] }, output) {
    const actions = findActions(pattern);
    for (const action of actions) output.out(describe(action));
    if (actions.length > 0) return exitCodes.ok;
    const near = nearestActions(pattern);
    output.err(`no known action matches ${pattern}${near.length === 0 ? "" : `; did you mean ${near.join(" or ")}?`}`);
    return exitCodes.found;
  },
});

function describe(action: CatalogAction): string {
  const { name, api, level, levelInferred, resources, provenance } = action;
  const features = featuresOf(name);
  const lines = [
    `level ${level}${levelInferred ? " (inferred)" : ""}, ${returnsSecret(name) ? "secret" : accessClassOf(action)}`,
    ...(name.endsWith(`:${api}`) ? [] : [`API ${api}`]),
    resourceLine(resources),
    `features ${features.length === 0 ? "none" : features.join(", ")}`,
    `known from ${provenance.join(", ")}`,
  ];
  return [name, ...lines.map((line) => `  ${line}`)].join("\n");
}

/** The resources of an action, in words. */
export function resourceLine(resources: CatalogAction["resources"]): string {
  if (resources === undefined) return "resources unknown";
  return resources.length === 0 ? "on all resources (*) only" : `on ${resources.map(({ arn }) => arn).join(" and ")}`;
}
