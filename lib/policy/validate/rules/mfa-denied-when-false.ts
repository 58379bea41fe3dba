import { foldCase } from "../../letter-case";
import { type BuiltInRule, eachStatement } from "../rule";

export const mfaDeniedWhenFalse: BuiltInRule = {
  id: "RAM743",
  title: "Deny that does not apply without the MFA key",
  severity: "warning",
  pack: "recommended",
  allowed: 'Allow statements with { "Bool": { "acs:MFAPresent": "true" } }',
  explanation:
    "A request without acs:MFAPresent, e.g. one that is signed with an access key, does not pass the test, so the Deny does not apply to it. In an Allow, the same key is safe: without it, nothing is allowed.",
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
            found: "Deny with Bool acs:MFAPresent false, which does not apply to requests without the key",
            fix: 'require { "Bool": { "acs:MFAPresent": "true" } } in the Allow statements instead',
          })),
  ),
};
