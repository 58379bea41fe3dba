import { type BuiltInRule, eachStatement } from "../rule";

export const notResource: BuiltInRule = {
  id: "RAM702",
  title: "NotResource",
  severity: "warning",
  pack: "recommended",
  allowed: "Resource",
  explanation: "Pages before 2021 have the element, none since; what RAM makes of it today is not documented.",
  source: "https://www.alibabacloud.com/help/document_detail/93739.html (read 2026-05-27)",
  check: eachStatement(({ path, resourceElement }) =>
    resourceElement === "NotResource"
      ? [
          {
            path: `${path}.NotResource`,
            found: "NotResource",
            fix: "name the resources that are meant, or refuse the others with Deny",
          },
        ]
      : [],
  ),
};
