import { type Budget, costOf } from "./budget";
import type { PatternComparison } from "./pattern-cover";
import { PatternIndex } from "./pattern-index";

/**
 * Finds patterns in a list that another pattern of the list covers: index of the covering one by index of the covered
 * one. Of two patterns with the same meaning, the second one is covered.
 */
export function coveredPatterns(
  patterns: readonly string[],
  { contains, comparable, partsOf }: Omit<PatternComparison, "mayOverlap" | "cost">,
  budget: Budget,
): ReadonlyMap<number, number> {
  const coveredBy = new Map<number, number>();
  if (patterns.length < 2) return coveredBy;
  const texts = patterns.map(comparable);
  const index = new PatternIndex(
    partsOf,
    texts.map((pattern, owner) => ({ pattern, owner })),
  );
  for (const [number, text] of texts.entries()) {
    for (const candidate of index.candidates(text, budget)) {
      const other = texts[candidate] ?? "";
      if (candidate === number || !budget.take(costOf(other, text)) || !contains(other, text)) continue;
      if (candidate > number && contains(text, other)) continue;
      coveredBy.set(number, candidate);
      break;
    }
  }
  return coveredBy;
}
