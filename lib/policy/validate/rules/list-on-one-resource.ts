import { type ActionKnowledge, canBeAuthorizedOn } from "../../action-knowledge";
import { resourceFields } from "../../patterns/resource-pattern";
import { isPattern, overlapsTemplate } from "../../patterns/wildcard";
import { partlyKnown } from "../../patterns/partly-known";
import { quote } from "../../problem";
import { type BuiltInRule, eachStatement } from "../rule";

export const listOnOneResource: BuiltInRule = {
  id: "RAM742",
  title: "List action on single resources",
  severity: "warning",
  pack: "recommended",
  allowed: "list actions on all resources of the type, as on the service's page",
  explanation:
    "RAM authorizes the list as a whole, on an ARN that ends in *. A statement about single resources does not match it, and does not filter the list.",
  source: "RAM docs, RAM authentication (2021-07-16): ram:ListRoles needs role/*; RAM authorization page of AgentRun",
  kinds: ["identity", "session"],
  check: eachStatement(({ effect, actionElement, actions, resourceElement, resources }, knowledge) => {
    if (knowledge === undefined || effect !== "Allow") return [];
    if (actionElement === "NotAction" || resourceElement === "NotResource") return [];
    return actions.flatMap(({ text, path }) => {
      const wholes = wholesOf(text, knowledge);
      if (wholes.length === 0 || resources.some((resource) => coversOne(wholes, resource.text))) return [];
      // Another rule covers resources that RAM does not authorize the action on.
      const isNear = resources.some((resource) =>
        canBeAuthorizedOn({ resources: wholes.map((arn) => ({ arn })) }, resource.text),
      );
      if (!isNear) return [];
      return [
        {
          path,
          found: `${quote(text)} on single resources`,
          fix: `put it into a statement with ${wholes.slice(0, 3).join(" or ")}`,
        },
      ];
    });
  }),
};

/** The ARNs of a list action, if all of them end in `*`. */
function wholesOf(action: string, knowledge: ActionKnowledge): readonly string[] {
  if (isPattern(action) || !/:(List|Query|Search)/i.test(action)) return [];
  const arns = (knowledge.action(action)?.resources ?? []).map(({ arn }) => arn);
  return arns.every((arn) => arn.endsWith("/*")) ? arns : [];
}

/** Whether a resource matches one of the ARNs literally, including its `*`, because the request contains it. */
function coversOne(arns: readonly string[], resource: string): boolean {
  const fields = resourceFields(partlyKnown(resource).widest);
  if (fields === undefined) return true;
  return arns.some((arn) =>
    resourceFields(arn)?.every((template, index) => {
      const literal = index === 3 ? template.replaceAll("*", wholeMark) : template;
      return overlapsTemplate(literal, fields[index] ?? "");
    }),
  );
}

/** Stands for the `*` in a request's ARN. Resources do not contain this character, so only a wildcard matches it. */
const wholeMark = "\u0001";
