import type { ActionFacts } from "../../action-knowledge";
import { isAnyResource, resourceFields } from "../../patterns/resource-pattern";
import { isPattern } from "../../patterns/wildcard";
import { type BuiltInRule, eachStatement } from "../rule";

export const wideResource: BuiltInRule = {
  id: "RAM724",
  title: "All resources although single ones can be named",
  severity: "info",
  pack: "strict",
  allowed: "ARNs for actions that RAM authorizes on single resources",
  explanation: "All actions of the statement can be limited to single resources, but none is.",
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

/** A template of an action's ARNs with a resource name. Some templates end in `role/*` or the like for all requests. */
function namingTemplate(action: ActionFacts | undefined): string | undefined {
  return action?.resources?.find(({ arn }) => resourceFields(arn)?.[3].includes("{#"))?.arn;
}
