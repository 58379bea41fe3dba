import { quote } from "../../problem";
import { type BuiltInRule, eachStatement } from "../rule";

export const openService: BuiltInRule = {
  id: "RAM752",
  title: "All actions of a service of which few are published",
  severity: "warning",
  pack: "recommended",
  allowed: "the actions that are needed, by name",
  explanation:
    "SDKs of the service have operations for which no page lists an action, so nobody can tell what the wildcard grants now, or later.",
  source: "SDKs and operation pages, as read into the catalog",
  kinds: ["identity"],
  check: eachStatement(({ effect, actionElement, actions }, knowledge) => {
    if (effect !== "Allow" || actionElement === "NotAction" || knowledge === undefined) return [];
    return actions.flatMap(({ text, path }) => {
      const [, code = ""] = /^([a-z0-9-]+):\*+$/i.exec(text) ?? [];
      const open = code === "" || knowledge.extentOf(code) !== "some" ? [] : (knowledge.operations?.(code) ?? []);
      const [example] = open;
      if (example === undefined) return [];
      return [
        {
          path,
          found: `${quote(text)}, which covers ${open.length} operations that no page lists as actions, e.g. ${example}`,
          fix: "list the needed actions",
        },
      ];
    });
  }),
};
