import { patternContains } from "../../patterns/pattern-relation";
import { matchesPattern } from "../../patterns/wildcard";
import type { LocatedTest } from "../policy-view";
import { type BuiltInRule, eachStatement } from "../rule";
import { foldCase } from "../../letter-case";

/** Covers the name of every service; none has fewer letters before its domain. */
const everyService = "??*.aliyuncs.com";

/** Whether a test says which services a role can be handed to. A pattern that covers all of them does not. */
function bindsService({ operator, key, values }: LocatedTest): boolean {
  if (foldCase(key) !== "acs:service") return false;
  if (operator === "StringLike") return !values.some((value) => patternContains(value, everyService));
  return operator === "StringEquals" || operator === "StringEqualsIgnoreCase";
}

export const passRoleWithoutService: BuiltInRule = {
  id: "RAM722",
  title: "Role handed to any service",
  severity: "warning",
  pack: "recommended",
  allowed: "ram:PassRole under a positive test of acs:Service that names services",
  explanation:
    "Without a condition on acs:Service a role can be handed to any service, which then acts with its permissions for whoever started it.",
  source: "https://help.aliyun.com/zh/functioncompute/fc/authorize-ram-users-to-use-agentrun (read 2026-11-22)",
  kinds: ["identity"],
  needs: { services: ["ram"] },
  check: eachStatement(({ effect, actionElement, actions, tests }) => {
    if (effect !== "Allow" || actionElement === "NotAction") return [];
    if (tests.some(bindsService)) return [];
    const isTested = tests.some(({ key }) => foldCase(key) === "acs:service");
    const lacking = isTested
      ? "under a test of acs:Service that leaves open which service"
      : "without a test of acs:Service";
    return actions
      .filter(({ text }) => matchesPattern(foldCase(text), "ram:passrole"))
      .map(({ text, path }) => ({
        path,
        found: `${text} ${lacking}`,
        fix: 'put ram:PassRole into a statement of its own with { "StringEquals": { "acs:Service": [...] } } and named roles',
      }));
  }),
};
