import type { ActionKnowledge } from "../../action-knowledge";
import { canBeAction } from "../../action-shape";
import { isSameName } from "../../letter-case";
import { nearest } from "../../nearest";
import { mayBeMeant } from "../../nearest-actions";
import { partlyKnown } from "../../patterns/partly-known";
import { quote } from "../../problem";
import { isPattern } from "../../patterns/wildcard";
import type { BuiltInRule } from "../rule";

/** Maximum number of actions in a document that get suggestions, because finding them is slow. */
const maxSuggestions = 100;

export const unknownAction: BuiltInRule = {
  id: "RAM710",
  title: "Action that no page lists",
  severity: "warning",
  pack: "recommended",
  allowed: "actions of the catalog, if it knows the service",
  explanation:
    "RAM accepts any text as an action and ignores actions that do not exist, so a typo is silent. Some services have actions that their pages do not list.",
  source: "RAM authorization pages, as read into the catalog",
  kinds: ["identity", "control", "session"],
  check: ({ statements }, knowledge) => {
    if (knowledge === undefined) return [];
    const fixes = new Map<string, string | undefined>();
    const suggest = limited(knowledge);
    return statements.flatMap(({ actions, saidToExist }) =>
      actions.flatMap(({ text, path }) => {
        if (text === "*" || !canBeAction(text) || partlyKnown(text).isUnknown) return [];
        if (saidToExist.some((one) => isSameName(one, text))) return [];
        if (!fixes.has(text)) fixes.set(text, fixFor(text, knowledge, suggest));
        const fix = fixes.get(text);
        if (fix === undefined) return [];
        const operation = isPattern(text) ? undefined : knowledge.operation?.(text);
        if (operation !== undefined) {
          return [
            { path, found: `the action ${quote(text)}: ${operation.about}`, fix: "test it before you rely on it" },
          ];
        }
        const found = isPattern(text)
          ? `${quote(text)}, which matches no action that a page lists`
          : `the action ${quote(text)}, which no page lists`;
        return [{ path, found, fix }];
      }),
    );
  },
};

/** Suggestions for misspelt actions, up to the maximum. */
function limited(knowledge: ActionKnowledge): ActionKnowledge["nearest"] {
  let left = maxSuggestions;
  return (action) => (left-- > 0 ? knowledge.nearest(action) : []);
}

/** The fix for an action; `undefined` if it is known, or probably exists. */
function fixFor(action: string, knowledge: ActionKnowledge, suggest: ActionKnowledge["nearest"]): string | undefined {
  const code = action.split(":")[0] ?? "";
  const extent = isPattern(code) ? "none" : knowledge.extentOf(code);
  if (extent === "none") return undefined;
  const isKnown = isPattern(action)
    ? knowledge.matching(action).length > 0
    : knowledge.action(action) !== undefined || knowledge.operation?.(action)?.status === "retired"; // another rule
  if (isKnown || knowledge.isNamedByVendor?.(action) === true) return undefined;
  if (extent === "some") {
    // Most actions of the service are not known, so only a likely typo of a known one is reported.
    const operations = knowledge.operations?.(code) ?? [];
    const names = [...knowledge.matching(`${code}:*`).map(({ name }) => name), ...operations];
    if (operations.some((one) => isSameName(one, action))) return undefined;
    const meant = isPattern(action) ? undefined : nearest(action, names);
    return meant === undefined || !mayBeMeant(action, meant) ? undefined : `perhaps ${meant}`;
  }
  const near = suggest(action);
  return near.length === 0 ? "look it up on the service's authorization page" : `perhaps ${near.join(" or ")}`;
}
