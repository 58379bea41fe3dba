import { Budget, type PatternComparison, PatternIndex, actionComparison, resourceComparison } from "../../cover";
import { quote } from "../../problem";
import type { Located } from "../policy-view";
import type { Report, Rule } from "../rule";

export const coveredValue: Rule = {
  id: "RAM717",
  title: "Value that another one of the list covers",
  severity: "info",
  allowed: "lists in which every value adds something",
  explanation: "It costs bytes, and a reader believes that it matters.",
  source: "https://help.aliyun.com/document_detail/93738.html",
  check: (policy) => {
    const budget = new Budget();
    return policy.statements.flatMap(({ actions, resources }) => [
      ...coveredIn(actions, actionComparison, (text) => text.toLowerCase(), budget),
      ...coveredIn(resources, resourceComparison, (text) => text, budget),
    ]);
  },
};

function coveredIn(
  values: readonly Located[],
  { contains }: PatternComparison,
  comparable: (text: string) => string,
  budget: Budget,
): readonly Report[] {
  const texts = values.map(({ text }) => comparable(text));
  const index = new PatternIndex();
  for (const [number, text] of texts.entries()) index.add(text, number);
  return values.flatMap(({ text, path }, number) => {
    const own = texts[number] ?? "";
    const by = index.candidates(own).find((candidate) => {
      const other = texts[candidate] ?? "";
      if (candidate === number || !budget.take() || !contains(other, own)) return false;
      return candidate < number || !contains(own, other); // of two that mean the same the second goes
    });
    const cover = by === undefined ? undefined : values[by];
    if (cover === undefined) return [];
    return [{ path, found: `${quote(text)}, which ${quote(cover.text)} covers`, fix: "remove it" }];
  });
}
