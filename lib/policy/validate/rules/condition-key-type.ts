import { conditionKey } from "../../condition-keys";
import { conditionOperators, operatorFacts } from "../../condition-operators";
import { quote } from "../../problem";
import { type BuiltInRule, eachTest } from "../rule";

export const conditionKeyType: BuiltInRule = {
  id: "RAM715",
  title: "Operator of another type than the condition key",
  severity: "warning",
  pack: "recommended",
  allowed: "an operator of the key's type",
  explanation: "The operator compares values of another type than the key has, e.g. addresses as texts.",
  source: "RAM docs, Policy elements (2021-07-16)",
  needs: { condition: true },
  check: eachTest(({ operator, key, path }) => {
    const type = operatorFacts(operator)?.type;
    const types = conditionKey(key)?.types;
    if (type === undefined || types === undefined || types.includes(type)) return [];
    const fitting = Object.entries(conditionOperators).filter(([, facts]) => types.includes(facts.type));
    return [
      {
        path,
        found: `${quote(key)}, which has the type ${types.join(" or ")}, with ${operator}, which compares ${type}`,
        fix: `use ${fitting.map(([name]) => name).join(" or ")}`,
      },
    ];
  }),
};
