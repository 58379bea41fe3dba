import { type CatalogAction, type Feature, accessClassOf, featuresOf, returnsSecret, searchCatalog } from "../catalog";
import { exitCodes } from "./command";
import { declareCommand } from "./declaration";

/** Actions that the text output lists. */
const mostActions = 25;

/** Finds actions and features by words. */
export const catalogSearch = declareCommand({
  description:
    "Finds actions by words of their names and services, and features by words of their titles. Every word must match.",
  arguments: [{ name: "words", about: "e.g. delete sandbox", many: true }],
  options: {
    all: { about: `list all actions, not only the ${mostActions} best` },
    format: { value: "format", about: "how to print what is found", choices: ["text", "json"], default: "text" },
  },
  examples: ["agentrun-ram catalog search delete sandbox", "agentrun-ram catalog search trace key --format json"],
  run({ args: [words], options }, output) {
    const { features, actions } = searchCatalog(words);
    if (options.format === "json") {
      output.out(JSON.stringify({ features: features.map(featureJson), actions: actions.map(actionJson) }));
    } else {
      for (const { key, title, classes } of features) output.out(`feature ${key}  ${title} (${classes.join(", ")})`);
      const shown = options.all ? actions : actions.slice(0, mostActions);
      for (const action of shown) output.out(actionLine(action));
      if (shown.length < actions.length) output.out(`and ${actions.length - shown.length} more: --all lists them`);
    }
    if (features.length + actions.length > 0) return exitCodes.ok;
    output.err(`nothing in the catalog matches ${words.join(" ")}`);
    return exitCodes.found;
  },
});

function actionLine(action: CatalogAction): string {
  const { name, features, access } = actionJson(action);
  return `action ${name}  ${access}${features.length === 0 ? "" : `, in ${features.join(", ")}`}`;
}

function actionJson(action: CatalogAction) {
  const access = returnsSecret(action.name) ? "secret" : accessClassOf(action);
  return { name: action.name, access, features: featuresOf(action.name) };
}

function featureJson({ key, title, classes }: Feature) {
  return { key, title, classes };
}
