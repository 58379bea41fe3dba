import { foldCase } from "../../letter-case";
import { patternContains } from "../../patterns/pattern-relation";
import { isAnyResource, resourceFields } from "../../patterns/resource-pattern";
import { matchesPattern } from "../../patterns/wildcard";
import { type BuiltInRule, eachStatement } from "../rule";

export const assumeAnyRole: BuiltInRule = {
  id: "RAM736",
  title: "Any role can be assumed",
  severity: "warning",
  pack: "recommended",
  allowed: "sts:AssumeRole on named roles",
  explanation:
    "Its holder can assume every role that trusts the account, now and later, and do whatever that role may do.",
  source: "RAM docs, FAQ about RAM roles and STS tokens; RAM docs, Edit the trust policy of a RAM role (2021-07-16)",
  kinds: ["identity"],
  needs: { services: ["sts"] },
  check: eachStatement(({ effect, actionElement, actions, resourceElement, resources, tests }) => {
    if (effect !== "Allow" || actionElement === "NotAction" || resourceElement !== "Resource") return [];
    if (tests.length > 0 || !resources.some(({ text }) => coversAnyRole(text))) return [];
    return actions
      .filter(({ text }) => matchesPattern(foldCase(text), "sts:assumerole"))
      .filter(({ text }) => !patternContains(foldCase(text), "ram:*")) // RAM720 covers these
      .map(({ text, path }) => ({
        path,
        found: `${text} on every role`,
        fix: "name the roles: acs:ram:*:<account>:role/<name>",
      }));
  }),
};

function coversAnyRole(text: string): boolean {
  if (isAnyResource(text)) return true;
  const [code = "", , account = "", resource = ""] = resourceFields(text) ?? [];
  return matchesPattern(code, "ram") && account !== "" && patternContains(resource, "role/*");
}
