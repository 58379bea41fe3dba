import type { ActionKnowledge } from "../../action-knowledge";
import { quote } from "../../problem";
import { isPattern } from "../../patterns/wildcard";
import { type BuiltInRule, eachStatement } from "../rule";

export const actionCase: BuiltInRule = {
  id: "RAM711",
  title: "Action in another letter case",
  severity: "warning",
  pack: "recommended",
  allowed: "actions in the spelling of their service's page",
  explanation:
    "According to the pages, most services compare actions without regard to case. The exact spelling is safe.",
  source: "https://help.aliyun.com/document_detail/93738.html",
  kinds: ["identity", "control", "session"],
  check: eachStatement(({ actions }, knowledge) =>
    actions.flatMap(({ text, path }) => {
      const name = knowledge === undefined || isPattern(text) ? undefined : spelling(text, knowledge);
      return name === undefined || name === text ? [] : [{ path, found: quote(text), fix: `write ${name}` }];
    }),
  ),
};

/** The spelling of the service's own page; `undefined` if only other policies name the action. */
function spelling(action: string, knowledge: ActionKnowledge): string | undefined {
  const extent = knowledge.extentOf(action.split(":")[0] ?? "");
  return extent === "all" ? knowledge.action(action)?.name : undefined;
}
