import { quote } from "../../problem";
import { hasToken } from "../../patterns/framework-token";
import { type BuiltInRule, eachStatement } from "../rule";

export const unresolvedText: BuiltInRule = {
  id: "RAM718",
  title: "Placeholder in a policy",
  severity: "warning",
  pack: "recommended",
  allowed: "plain texts: RAM has no policy variables",
  explanation:
    "RAM treats ${...} as literal text. In a document that Terraform completes at apply, it is a reference whose value is not known yet.",
  source: "https://help.aliyun.com/en/ram/policy-language/ (2026-01-15), which has no page on variables",
  check: eachStatement(({ actions, resources, principals, tests }) =>
    [...actions, ...resources, ...principals, ...tests.flatMap(({ located }) => located)]
      .filter(({ text }) => text.includes("${") && !hasToken(text))
      .map(({ text, path }) => ({ path, found: quote(text), fix: "write the intended text" })),
  ),
};
