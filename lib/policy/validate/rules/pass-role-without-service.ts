import { patternContains } from "../../patterns/pattern-relation";
import { matchesPattern } from "../../patterns/wildcard";
import type { LocatedTest } from "../policy-view";
import { type BuiltInRule, eachStatement } from "../rule";
import { foldCase } from "../../letter-case";

/** Matches the name of every service. All have at least two letters before the domain. */
const everyService = "??*.aliyuncs.com";

/** Whether a test restricts the services that a role can be passed to. A pattern that matches all of them does not. */
function bindsService({ operator, key, values }: LocatedTest): boolean {
  if (foldCase(key) !== "acs:service") return false;
  if (operator === "StringLike") return !values.some((value) => patternContains(value, everyService));
  return operator === "StringEquals" || operator === "StringEqualsIgnoreCase";
}

export const passRoleWithoutService: BuiltInRule = {
  id: "RAM722",
  title: "Role can be passed to any service",
  severity: "warning",
  pack: "recommended",
  allowed: "ram:PassRole with a positive test of acs:Service for named services",
  explanation:
    "Without a condition on acs:Service, a role can be passed to any service, which then acts with its permissions on behalf of the caller.",
  source: "https://help.aliyun.com/zh/functioncompute/fc/authorize-ram-users-to-use-agentrun (read 2026-11-22)",
  kinds: ["identity"],
  needs: { services: ["ram"] },
  check: eachStatement(({ effect, actionElement, actions, tests }) => {
    if (effect !== "Allow" || actionElement === "NotAction") return [];
    if (tests.some(bindsService)) return [];
    const isTested = tests.some(({ key }) => foldCase(key) === "acs:service");
    const lacking = isTested ? "with a test of acs:Service that allows any service" : "without a test of acs:Service";
    return actions
      .filter(({ text }) => matchesPattern(foldCase(text), "ram:passrole"))
      .map(({ text, path }) => ({
        path,
        found: `${text} ${lacking}`,
        fix: 'put ram:PassRole into a statement of its own with { "StringEquals": { "acs:Service": [...] } } and named roles',
      }));
  }),
};
