import { foldCase } from "../../letter-case";
import { resourceFields } from "../../patterns/resource-pattern";
import { partlyKnown } from "../../patterns/partly-known";
import { isPattern, patternsOverlap } from "../../patterns/wildcard";
import { quote } from "../../problem";
import { type BuiltInRule, eachStatement } from "../rule";

export const foreignResource: BuiltInRule = {
  id: "RAM739",
  title: "Resource of another service than the statement's actions",
  severity: "warning",
  pack: "recommended",
  allowed: "actions and resources of the same service in one statement",
  explanation:
    "The resource must be compatible with the action, otherwise the policy is ineffective. Services authorize their actions on resources of their own, with few exceptions.",
  source: "RAM authorization pages of Model Studio and PAI, introduction; system policies for the exceptions",
  kinds: ["identity", "control", "session"],
  check: eachStatement(({ actionElement, actions, resourceElement, resources }, knowledge) => {
    if (knowledge?.resourceCodes === undefined) return [];
    if (actionElement === "NotAction" || resourceElement === "NotResource") return [];
    // If the resources of all actions are known, RAM712 is more exact.
    if (actions.every(({ text }) => knowledge.action(text)?.resources !== undefined)) return [];
    const codes = [...new Set(actions.map(({ text }) => codeOf(text)))];
    if (codes.some((code) => code === undefined || isPattern(code))) return [];
    const own = codes.flatMap((code = "") => [code, ...(knowledge.resourceCodes?.(code) ?? [])]);
    return resources.flatMap(({ text, path }) => {
      const code = resourceFields(partlyKnown(text).widest)?.[0];
      if (code === undefined || own.some((one) => patternsOverlap(foldCase(code), one))) return [];
      const of = codes.slice(0, 3).join(", ");
      return [
        { path, found: `${quote(text)} in a statement about actions of ${of}`, fix: "name a resource of theirs" },
      ];
    });
  }),
};

/** The RAM code of an action in lower case; `undefined` if it is not known, or if the pattern leaves it open. */
function codeOf(action: string): string | undefined {
  const { widest } = partlyKnown(action);
  const [code = "", ...rest] = widest.split(":");
  return rest.length === 0 ? undefined : foldCase(code);
}
