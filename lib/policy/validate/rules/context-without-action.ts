import { operatorFacts } from "../../condition-operators";
import { foldCase } from "../../letter-case";
import { matchesPattern } from "../../patterns/wildcard";
import { partlyKnown } from "../../patterns/partly-known";
import { type BuiltInRule, eachStatement } from "../rule";

const setContext = "sts:SetContext";

export const contextWithoutAction: BuiltInRule = {
  id: "RAM751",
  title: "Test of a context that the caller may not set",
  severity: "warning",
  pack: "recommended",
  allowed: `["sts:AssumeRole", "${setContext}"] together with a test of sts:RequestContext`,
  explanation: `${setContext} sets the context. Without it the test fails, and nobody can assume the role. Inferred: no page says so.`,
  source: "aliyun/agent-identity-dev-kit 9638e9a7 (2026-06-25)",
  kinds: ["trust"],
  check: eachStatement(({ effect, actions, tests }) => {
    const maySet = actions.some(({ text }) => matchesPattern(foldCase(partlyKnown(text).widest), foldCase(setContext)));
    if (effect !== "Allow" || maySet) return [];
    return tests
      .filter(
        ({ operator, key }) =>
          foldCase(key).startsWith("sts:requestcontext/") && operatorFacts(operator)?.negated !== true,
      )
      .map(({ key, path }) => ({ path, found: key, fix: `write "Action": ["sts:AssumeRole", "${setContext}"]` }));
  }),
};
