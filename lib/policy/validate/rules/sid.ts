import { quote } from "../../problem";
import { type BuiltInRule, eachStatement } from "../rule";

export const sid: BuiltInRule = {
  id: "RAM701",
  title: "Sid in a RAM policy",
  severity: "warning",
  pack: "recommended",
  allowed: "statements without Sid",
  explanation: "No page on RAM policies has the element, so a stricter check by RAM may refuse it.",
  source: "https://www.alibabacloud.com/help/en/ram/policy-elements (updated 2026-03-19)",
  check: eachStatement((statement) =>
    statement.sid === undefined
      ? []
      : [{ path: `${statement.path}.Sid`, found: `Sid ${quote(statement.sid)}`, fix: "remove it" }],
  ),
};
