import { matchesPattern } from "../../wildcard";
import { type Rule, eachStatement } from "../rule";

export const passRoleWithoutService: Rule = {
  id: "RAM722",
  title: "Role handed to any service",
  severity: "warning",
  allowed: "ram:PassRole under a positive test of acs:Service",
  explanation:
    "Without a condition on acs:Service a role can be handed to any service, which then acts with its permissions for whoever started it.",
  source: "https://help.aliyun.com/zh/functioncompute/fc/authorize-ram-users-to-use-agentrun (read 2026-11-22)",
  kinds: ["identity"],
  check: eachStatement(({ effect, actionElement, actions, tests }) => {
    if (effect !== "Allow" || actionElement === "NotAction") return [];
    const isBound = tests.some(
      ({ operator, key }) =>
        key.toLowerCase() === "acs:service" &&
        ["StringEquals", "StringEqualsIgnoreCase", "StringLike"].includes(operator),
    );
    if (isBound) return [];
    return actions
      .filter(({ text }) => matchesPattern(text.toLowerCase(), "ram:passrole"))
      .map(({ text, path }) => ({
        path,
        found: `${text} without a test of acs:Service`,
        fix: 'put ram:PassRole into a statement of its own with { "StringEquals": { "acs:Service": [...] } } and named roles',
      }));
  }),
};
