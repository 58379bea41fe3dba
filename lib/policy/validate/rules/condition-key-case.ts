import { canonicalConditionKey } from "../../condition-keys";
import { quote } from "../../problem";
import { type BuiltInRule, eachTest } from "../rule";

export const conditionKeyCase: BuiltInRule = {
  id: "RAM714",
  title: "Condition key in another letter case",
  severity: "warning",
  pack: "recommended",
  allowed: "keys in the spelling of RAM's pages",
  explanation: "It is not documented whether RAM compares keys without regard to case. The exact spelling is safe.",
  source: "RAM docs, Policy elements (2021-07-16)",
  needs: { condition: true },
  check: eachTest(({ key, path }) => {
    const canonical = canonicalConditionKey(key);
    return canonical === undefined || canonical === key
      ? []
      : [{ path, found: `the condition key ${quote(key)}`, fix: `write ${canonical}` }];
  }),
};
