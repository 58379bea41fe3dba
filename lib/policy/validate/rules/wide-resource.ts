import { isAnyResource } from "../../resource-pattern";
import { isPattern } from "../../wildcard";
import { type Rule, eachStatement } from "../rule";

export const wideResource: Rule = {
  id: "RAM724",
  title: "Every resource where some could be named",
  severity: "info",
  allowed: "ARNs for actions that are authorized on single resources",
  explanation: "All actions of the statement can be narrowed to single resources, and none is.",
  source: "RAM authorization pages, as read into the catalog",
  kinds: ["identity"],
  check: eachStatement(({ effect, actionElement, actions, resourceElement, resources }, knowledge) => {
    const wide = resources.find(({ text }) => isAnyResource(text));
    if (effect !== "Allow" || actionElement === "NotAction" || resourceElement === "NotResource") return [];
    if (wide === undefined || knowledge === undefined) return [];
    const facts = actions.map(({ text }) => (isPattern(text) ? undefined : knowledge.action(text)));
    if (!facts.every((action) => (action?.resources?.length ?? 0) > 0)) return [];
    const [template] = facts[0]?.resources ?? [];
    return [
      {
        path: wide.path,
        found: `* for ${actions.map(({ text }) => text).join(", ")}`,
        fix: `name the resources, e.g. ${template?.arn ?? ""}`,
      },
    ];
  }),
};
