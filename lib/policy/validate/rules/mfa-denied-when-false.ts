import { foldCase } from "../../letter-case";
import { type BuiltInRule, eachStatement } from "../rule";

export const mfaDeniedWhenFalse: BuiltInRule = {
  id: "RAM743",
  title: "Deny that requests without the MFA key escape",
  severity: "warning",
  pack: "recommended",
  allowed: 'Allow statements with { "Bool": { "acs:MFAPresent": "true" } }',
  explanation:
    "A request that does not have acs:MFAPresent, e.g. one that is signed with an access key, does not pass the test, so the Deny does not apply to it. Under Allow the same key works the safe way: without it nothing is granted.",
  source: "RAM docs, tutorial on MFA (2021-07-16) for the test under Allow; evaluation of missing keys is inferred",
  kinds: ["identity", "control", "session"],
  needs: { condition: true },
  check: eachStatement(({ effect, tests }) =>
    effect !== "Deny"
      ? []
      : tests
          .filter(({ operator, key }) => operator === "Bool" && foldCase(key) === "acs:mfapresent")
          .filter(({ values }) => values.includes("false"))
          .map(({ path }) => ({
            path,
            found: "Deny under Bool acs:MFAPresent false, which does not apply where the request has no such key",
            fix: 'require { "Bool": { "acs:MFAPresent": "true" } } in the Allow statements instead',
          })),
  ),
};
