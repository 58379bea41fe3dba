import {
  type AccessClass,
  type CatalogAction,
  type Feature,
  accessClassOf,
  contestedScope,
  feature,
  featureKeys,
} from "../catalog";
import { namedPartOf } from "../catalog/asked-by-name";
import { siblingsOf } from "../catalog/features";
import { nearest } from "../policy/nearest";
import { scopeLine } from "./catalog-show";
import { UsageError, exitCodes } from "./command";
import { declareCommand } from "./declaration";
import { flagForNeed } from "./request-flags";

/** Lists the features, or shows one. */
export const catalogFeatures = declareCommand({
  description:
    "Lists the features that a least-privilege request can have, or shows one: its actions by access class, how far they can be narrowed, actions that are granted only if they are requested by name, and related features.",
  arguments: [{ name: "key", about: "a feature, e.g. agents", optional: true, completions: featureKeys }],
  options: {
    format: { value: "format", about: "how to print features", choices: ["text", "json"], default: "text" },
  },
  examples: ["agentrun-ram catalog features", "agentrun-ram catalog features sandboxes"],
  run({ args: [key], options }, output) {
    const shown = key === undefined ? featureKeys().map((one) => feature(one)) : [known(key)];
    if (options.format === "json") output.out(JSON.stringify(key === undefined ? shown.map(json) : shown.map(json)[0]));
    else if (key === undefined) output.out(table(shown));
    else output.out(shown.map(describe).join("\n"));
    return exitCodes.ok;
  },
});

function known(key: string): Feature {
  const keys: readonly string[] = featureKeys();
  const found = keys.includes(key) ? (feature as (key: string) => Feature | undefined)(key) : undefined;
  if (found !== undefined) return found;
  const near = nearest(key, keys);
  const hint = near === undefined ? "" : `did you mean ${near}? `;
  throw new UsageError("there is no such feature", {
    where: key,
    fix: `${hint}agentrun-ram catalog features lists them`,
  });
}

function table(features: readonly Feature[]): string {
  const width = Math.max(...features.map(({ key }) => key.length));
  return features
    .map(({ key, title, classes }) => `${key.padEnd(width)}  ${title} (${classes.join(", ") || "by name only"})`)
    .join("\n");
}

/** The actions that a class of a feature grants in addition to `view`, or that are granted only by name. */
function actionsOf({ actions }: Feature, wanted: AccessClass | "by name"): readonly CatalogAction[] {
  return actions.filter((action) => {
    const isByName = namedPartOf(action.name) !== undefined;
    return wanted === "by name" ? isByName : !isByName && accessClassOf(action) === wanted;
  });
}

function describe(one: Feature): string {
  const { key, title, section, classes } = one;
  const classLines = classes.flatMap((wanted) => [
    `  ${wanted}${wanted === "manage" && classes.includes("view") ? " (includes view)" : ""}:`,
    ...actionsOf(one, wanted).map((action) => `    ${action.name}  ${scopeLine(action)}`),
  ]);
  const byName = actionsOf(one, "by name").map(({ name }) => `    ${name}  ${flagForNeed(name)}`);
  const siblings = Object.entries(siblingsOf(key)).map(([other, about]) => `    ${other}  ${about}`);
  return [
    `${key}  ${title}`,
    section === undefined ? "  not on the vendor's grant page" : `  section ${section} of the vendor's grant page`,
    ...classLines,
    ...(byName.length === 0 ? [] : ["  only if requested by name:", ...byName]),
    ...(siblings.length === 0 ? [] : ["  may be needed too:", ...siblings]),
  ].join("\n");
}

function json(one: Feature): object {
  const { key, title, section, classes } = one;
  return {
    key,
    title,
    ...(section === undefined ? {} : { section }),
    classes: Object.fromEntries(
      classes.map((wanted) => [
        wanted,
        actionsOf(one, wanted).map((action) => ({
          name: action.name,
          resources: action.resources?.map(({ arn }) => arn),
          contested: contestedScope(action)?.about,
        })),
      ]),
    ),
    byName: actionsOf(one, "by name").map(({ name }) => ({ name, ask: flagForNeed(name) })),
    siblings: siblingsOf(key),
  };
}
