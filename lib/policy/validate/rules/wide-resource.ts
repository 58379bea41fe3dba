import type { ActionFacts } from "../../action-knowledge";
import { isAnyResource, resourceFields } from "../../patterns/resource-pattern";
import { isPattern } from "../../patterns/wildcard";
import { type BuiltInRule, eachStatement } from "../rule";

export const wideResource: BuiltInRule = {
  id: "RAM724",
  title: "Every resource where some could be named",
  severity: "info",
  pack: "strict",
  allowed: "ARNs for actions that are authorized on single resources",
  explanation: "All actions of the statement can be narrowed to single resources, and none is.",
  source: "RAM authorization pages, as read into the catalog",
  kinds: ["identity"],
  check: eachStatement(({ effect, actionElement, actions, resourceElement, resources }, knowledge) => {
    const wide = resources.find(({ text }) => isAnyResource(text));
    if (effect !== "Allow" || actionElement === "NotAction" || resourceElement === "NotResource") return [];
    if (wide === undefined || knowledge === undefined) return [];
    const templates = actions.map(({ text }) => (isPattern(text) ? undefined : namingTemplate(knowledge.action(text))));
    const [template] = templates;
    if (template === undefined || templates.includes(undefined)) return [];
    return [
      {
        path: wide.path,
        found: `* for ${actions.map(({ text }) => text).join(", ")}`,
        fix: `name the resources, e.g. ${template}`,
      },
    ];
  }),
};

/** A template of an action's ARNs in which a resource can be named: some end in `role/*` or the like, whatever is asked. */
function namingTemplate(action: ActionFacts | undefined): string | undefined {
  return action?.resources?.find(({ arn }) => resourceFields(arn)?.[3].includes("{#"))?.arn;
}
