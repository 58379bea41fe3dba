import { canonicalConditionKey } from "../../condition-keys";
import { quote } from "../../problem";
import { type BuiltInRule, eachTest } from "../rule";

export const conditionKeyCase: BuiltInRule = {
  id: "RAM714",
  title: "Condition key in another letter case",
  severity: "warning",
  pack: "recommended",
  allowed: "keys as the pages write them",
  explanation: "Whether RAM regards the case of keys is not documented; the exact spelling is safe.",
  source: "RAM docs, Policy elements (2021-07-16)",
  needs: { condition: true },
  check: eachTest(({ key, path }) => {
    const canonical = canonicalConditionKey(key);
    return canonical === undefined || canonical === key
      ? []
      : [{ path, found: `the condition key ${quote(key)}`, fix: `write ${canonical}` }];
  }),
};
