import { type BuiltInRule, eachStatement } from "../rule";

export const notResource: BuiltInRule = {
  id: "RAM702",
  title: "NotResource",
  severity: "warning",
  pack: "recommended",
  allowed: "Resource",
  explanation: "Only pages before 2021 have the element. It is not documented how RAM treats it today.",
  source: "https://www.alibabacloud.com/help/document_detail/93739.html (read 2026-05-27)",
  check: eachStatement(({ path, resourceElement }) =>
    resourceElement === "NotResource"
      ? [
          {
            path: `${path}.NotResource`,
            found: "NotResource",
            fix: "name the intended resources, or use Deny for the others",
          },
        ]
      : [],
  ),
};
