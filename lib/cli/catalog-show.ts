import {
  type CatalogAction,
  type SdkOperation,
  accessClassOf,
  actionStatus,
  contestedScope,
  featuresOf,
  findActions,
  nearestActions,
  returnsSecret,
} from "../catalog";
import { saying } from "../catalog/contested-scope";
import { findOperations } from "../catalog/find-actions";
import { exitCodes } from "./command";
import { declareCommand } from "./declaration";

/** Shows the catalog's facts about actions. */
export const catalogShow = declareCommand({
  description: "Shows what is known about actions: level, resources, features, status and sources.",
  arguments: [{ name: "pattern", about: "an action or the name of an API, with * and ? as wildcards" }],
  examples: ["agentrun-ram catalog show 'agentrun:*Sandbox*'", "agentrun-ram catalog show ListTools"],
  run({ args: [pattern] }, output) {
    const actions = findActions(pattern);
    for (const action of actions) output.out(describe(action));
    const named = new Set(actions.map(({ name }) => name));
    const operations = findOperations(pattern).filter(({ name }) => !named.has(name));
    for (const operation of operations) output.out(describeOperation(operation));
    if (actions.length + operations.length > 0) return exitCodes.ok;
    const near = nearestActions(pattern);
    output.err(`no known action matches ${pattern}${near.length === 0 ? "" : `; did you mean ${near.join(" or ")}?`}`);
    return exitCodes.found;
  },
});

function describe(action: CatalogAction): string {
  const { name, api, level, levelInferred, provenance } = action;
  const features = featuresOf(name);
  const { status, about } = actionStatus(name) ?? {};
  const lines = [
    `level ${level}${levelInferred ? " (inferred)" : ""}, ${returnsSecret(name) ? "secret" : accessClassOf(action)}`,
    ...(name.endsWith(`:${api}`) ? [] : [`API ${api}`]),
    ...resourceLines(action),
    `features ${features.length === 0 ? "none" : features.join(", ")}`,
    `known from ${provenance.join(", ")}`,
    ...(status === undefined || status === "published" ? [] : [`status ${status}: ${about ?? ""}`]),
  ];
  return [name, ...lines.map((line) => `  ${line}`)].join("\n");
}

function describeOperation({ name, status, about, source, read, feature }: SdkOperation): string {
  const lines = [
    `status ${status}: ${about}`,
    ...(feature === undefined ? [] : [`feature ${feature}, which grants it only on request: unchecked("${name}")`]),
    `source ${source} (read ${read})`,
  ];
  return [name, ...lines.map((line) => `  ${line}`)].join("\n");
}

function resourceLines(action: CatalogAction): readonly string[] {
  const contested = contestedScope(action);
  if (contested !== undefined) {
    const { documented, other } = contested;
    return [`contested: ${saying(documented)}`, `           ${saying(other)}`, `           ${other.source}`];
  }
  const { resources, otherScopes = [] } = action;
  if (resources === undefined && otherScopes.length > 0) return otherScopes.map(saying);
  return [resourceLine(resources)];
}

/** The resources of an action: one line for each page that states different ones. */
export function scopeLine(action: CatalogAction): string {
  const contested = contestedScope(action);
  if (contested !== undefined) return `contested: ${contested.about}`;
  const { resources, otherScopes = [] } = action;
  return resources === undefined && otherScopes.length > 0
    ? otherScopes.map(saying).join("; ")
    : resourceLine(resources);
}

export function resourceLine(resources: CatalogAction["resources"]): string {
  if (resources === undefined) return "resources unknown";
  return resources.length === 0 ? "on all resources (*) only" : `on ${resources.map(({ arn }) => arn).join(" and ")}`;
}
