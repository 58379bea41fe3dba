import { foldCase } from "../../letter-case";
import { patternContains } from "../../patterns/pattern-relation";
import { matchesPattern } from "../../patterns/wildcard";
import type { LocatedTest } from "../policy-view";
import { type BuiltInRule, eachStatement } from "../rule";

export const linkedRoleForAnyService: BuiltInRule = {
  id: "RAM735",
  title: "Service-linked role for any service",
  severity: "warning",
  pack: "recommended",
  allowed: "ram:CreateServiceLinkedRole with a positive test of ram:ServiceName for named services",
  explanation:
    "A service-linked role gives a service permissions in the account. Without a condition, its holder can create one for any service.",
  source: "RAM docs, Service-linked roles (2021-07-16)",
  kinds: ["identity"],
  needs: { services: ["ram"] },
  check: eachStatement(({ effect, actionElement, actions, tests }) => {
    if (effect !== "Allow" || actionElement === "NotAction" || tests.some(bindsService)) return [];
    return actions
      .filter(({ text }) => matchesPattern(foldCase(text), "ram:createservicelinkedrole"))
      .filter(({ text }) => !patternContains(foldCase(text), "ram:*")) // RAM720 covers these
      .map(({ text, path }) => ({
        path,
        found: `${text} without a test of ram:ServiceName for named services`,
        fix: 'put ram:CreateServiceLinkedRole into a statement of its own with { "StringEquals": { "ram:ServiceName": [...] } }',
      }));
  }),
};

function bindsService({ operator, key, values }: LocatedTest): boolean {
  if (foldCase(key) !== "ram:servicename") return false;
  if (operator === "StringLike") return !values.some((value) => patternContains(value, "??*.aliyuncs.com"));
  return operator === "StringEquals" || operator === "StringEqualsIgnoreCase";
}
