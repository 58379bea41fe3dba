import { conditionOperators, isConditionOperator } from "../../condition-operators";
import { nearest } from "../../nearest";
import { quote } from "../../problem";
import { type BuiltInRule, eachTest } from "../rule";

export const unlistedOperator: BuiltInRule = {
  id: "RAM111",
  title: "Condition operator that RAM's page does not list",
  severity: "warning",
  pack: "recommended",
  allowed: Object.keys(conditionOperators).join(", "),
  explanation: "It is not known whether RAM accepts the operator, and what it means. Evaluation returns Depends.",
  source: "https://www.alibabacloud.com/help/en/ram/conditional-operator (read 2025-12-09)",
  needs: { condition: true },
  check: eachTest(({ operator, path }) => {
    if (isConditionOperator(operator)) return [];
    return [
      {
        path,
        found: `the condition operator ${quote(operator)}${isOfAws(operator) ? ", which belongs to AWS" : ""}`,
        fix: fixFor(operator),
      },
    ];
  }),
};

/** Operators of AWS that are not on RAM's page. */
function isOfAws(operator: string): boolean {
  return /^(ForAnyValue:|ForAllValues:|Null$|Arn|Binary)|IfExists$/.test(operator);
}

/** Suggests another operator only if the text can only be a misspelling of it. */
function fixFor(operator: string): string {
  const otherwise = "use a listed operator, or acknowledge this with a source that RAM accepts it";
  if (isOfAws(operator)) return otherwise;
  const meant = nearest(operator, Object.keys(conditionOperators));
  const isNegated = (text: string): boolean => /not/i.test(text);
  return meant !== undefined && isNegated(meant) === isNegated(operator) ? `write ${meant}` : otherwise;
}
