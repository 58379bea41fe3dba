import { Budget, type PatternComparison, actionComparison, coveredPatterns, resourceComparison } from "../../cover";
import { quote } from "../../problem";
import type { Located } from "../policy-view";
import type { RuleReport, BuiltInRule } from "../rule";

export const coveredValue: BuiltInRule = {
  id: "RAM717",
  title: "Value that another value of the list covers",
  severity: "info",
  pack: "strict",
  allowed: "lists in which every value has an effect",
  explanation: "It takes up bytes, and readers assume that it has an effect.",
  source: "https://help.aliyun.com/document_detail/93738.html",
  check: (policy) => {
    const budget = new Budget();
    return policy.statements.flatMap(({ actions, resources }) => [
      ...coveredIn(actions, actionComparison, budget),
      ...coveredIn(resources, resourceComparison, budget),
    ]);
  },
};

function coveredIn(values: readonly Located[], comparison: PatternComparison, budget: Budget): readonly RuleReport[] {
  const texts = values.map(({ text }) => text);
  return [...coveredPatterns(texts, comparison, budget)].flatMap(([number, by]) => {
    const [covered, cover] = [values[number], values[by]];
    if (covered === undefined || cover === undefined) return [];
    const why = cover.text === covered.text ? "written twice" : `which ${quote(cover.text)} covers`;
    const found = `${quote(covered.text)}, ${why}`;
    return [{ path: covered.path, found, fix: "remove it" }];
  });
}
