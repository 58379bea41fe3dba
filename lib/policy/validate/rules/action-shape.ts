import { canBeAction } from "../../action-shape";
import { policyProblemIds } from "../../problem-ids";
import { quote } from "../../problem";
import { type BuiltInRule, eachStatement } from "../rule";

export const actionShape: BuiltInRule = {
  id: policyProblemIds.actionShape,
  title: "Not the form of an action",
  severity: "warning",
  pack: "recommended",
  allowed: "ram-code:ActionName such as agentrun:GetAgentRuntime, a pattern of it, or *",
  explanation: "RAM accepts the text, but no request has such an action, so it allows or denies nothing.",
  source: "https://help.aliyun.com/document_detail/93738.html",
  kinds: ["identity", "control", "session"],
  check: eachStatement(({ actions }) =>
    actions
      .filter(({ text }) => !canBeAction(text))
      .map(({ text, path }) => ({
        path,
        found: quote(text),
        fix: "write the RAM code of the service in lower case, a colon, and the action",
      })),
  ),
};
