import { type BuiltInRule, eachStatement } from "../rule";

export const allowNotAction: BuiltInRule = {
  id: "RAM703",
  title: "Allow with NotAction",
  severity: "warning",
  pack: "recommended",
  allowed: "Allow with Action; NotAction with Deny",
  explanation:
    "It allows every action of every service except the named ones, including actions that do not exist yet. It does not deny the named ones.",
  source: "https://www.alibabacloud.com/help/document_detail/93739.html (read 2026-05-27)",
  check: eachStatement(({ path, effect, actionElement }) =>
    effect === "Allow" && actionElement === "NotAction"
      ? [
          {
            path: `${path}.NotAction`,
            found: "Allow with NotAction",
            fix: "list the intended actions, e.g. by service (agentrun:*), and use a Deny statement for exceptions",
          },
        ]
      : [],
  ),
};
