import { partlyKnown } from "../../partly-known";
import { quote } from "../../problem";
import { isPattern } from "../../wildcard";
import { canBeAction } from "../../action-shape";
import { type Rule, eachStatement } from "../rule";

export const unknownAction: Rule = {
  id: "RAM710",
  title: "Action that no page lists",
  severity: "warning",
  allowed: "actions of the catalog, where it knows the service",
  explanation:
    "RAM takes any text as an action and ignores what does not exist, so a typo is silent. Services do have actions that their pages do not list.",
  source: "RAM authorization pages, as read into the catalog",
  kinds: ["identity", "control", "session"],
  check: eachStatement(({ actions }, knowledge) => {
    if (knowledge === undefined) return [];
    return actions.flatMap(({ text, path }) => {
      if (text === "*" || !canBeAction(text) || partlyKnown(text).isUnknown) return [];
      const code = text.split(":")[0] ?? "";
      if (isPattern(code) || !knowledge.knowsService(code)) return [];
      const known = isPattern(text) ? knowledge.matching(text).length > 0 : knowledge.action(text) !== undefined;
      if (known) return [];
      const near = knowledge.nearest(text);
      return [
        {
          path,
          found: `the action ${quote(text)}, which no page lists`,
          fix: near.length === 0 ? "look it up on the service's authorization page" : `perhaps ${near.join(" or ")}`,
        },
      ];
    });
  }),
};
