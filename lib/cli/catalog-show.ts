import { type CatalogAction, accessClassOf, featuresOf, findActions, nearestActions, returnsSecret } from "../catalog";
import { onlyArgument, parseArguments } from "./arguments";
import { type Command, exitCodes } from "./command";

/** Shows what the catalog knows of actions. */
export const catalogShow: Command = {
  name: "catalog show",
  usage: "<action, API or pattern>",
  summary: "what is known of actions, e.g. 'agentrun:*Sandbox*' or ListTools",
  run(args, output) {
    const pattern = onlyArgument(
      parseArguments({ args: [...args], allowPositionals: true }).positionals,
      "action, API or pattern",
    );
    const actions = findActions(pattern);
    for (const action of actions) output.out(describe(action));
    if (actions.length > 0) return exitCodes.ok;
    const near = nearestActions(pattern);
    output.err(`no known action is ${pattern}${near.length === 0 ? "" : `; perhaps ${near.join(" or ")}`}`);
    return exitCodes.found;
  },
};

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

function resourceLine(resources: CatalogAction["resources"]): string {
  if (resources === undefined) return "resources unknown";
  return resources.length === 0 ? "all resources only" : `on ${resources.map(({ arn }) => arn).join(" and ")}`;
}
