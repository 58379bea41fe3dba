import { knownFolded, partlyKnown } from "../patterns/partly-known";
import { patternContains } from "../patterns/pattern-relation";
import { isAnyResource, mayOverlapAnyhow, resourceContains, resourceFields } from "../patterns/resource-pattern";
import { isPattern, patternsOverlap } from "../patterns/wildcard";
import { type Budget, costOf } from "./budget";
import type { Part } from "./pattern-index";

/** How patterns of an element are compared. Each answer holds whatever evaluation assumes where RAM's pages are silent. */
export interface PatternComparison {
  /** Whether every text that `narrower` covers is certainly covered by `wider`. */
  readonly contains: (wider: string, narrower: string) => boolean;
  /** Whether some text may be covered by both. */
  readonly mayOverlap: (first: string, second: string) => boolean;
  /** The text to compare, where letter case does not matter. */
  readonly comparable: (pattern: string) => string;
  /** How many times longer it takes to compare two of them than two plain patterns. */
  readonly cost: number;
  /** The parts that can be compared each for itself: where one pattern covers another, so does each of its parts. */
  readonly partsOf: (pattern: string) => readonly Part[];
}

/** Patterns of actions, in lower case. */
export const actionComparison: PatternComparison = {
  contains: (wider, narrower) => {
    if (wider === narrower) return true;
    return !partlyKnown(wider).isUnknown && patternContains(wider, partlyKnown(narrower).widest);
  },
  mayOverlap: textsMayOverlap,
  cost: 1,
  comparable: knownFolded,
  partsOf: (text) => [{ name: "", text }],
};

/** Patterns of resources. */
export const resourceComparison: PatternComparison = {
  contains: resourceContains,
  mayOverlap: mayOverlapAnyhow,
  cost: 4,
  comparable: (pattern) => pattern,
  partsOf: (text) => {
    if (isAnyResource(text)) return [];
    return resourceFields(text)?.map((field, index) => ({ name: String(index), text: field })) ?? [{ name: "", text }];
  },
};

function textsMayOverlap(first: string, second: string): boolean {
  return patternsOverlap(partlyKnown(first).widest, partlyKnown(second).widest);
}

/** `Action` or `NotAction`, `Resource` or `NotResource`, with its patterns, prepared to be compared with many. */
export interface PatternElement {
  readonly negated: boolean;
  readonly patterns: readonly string[];
  readonly texts: ReadonlySet<string>;
  /** Patterns that may cover others than themselves. */
  readonly wide: readonly string[];
}

export function patternElement(negated: boolean, patterns: readonly string[]): PatternElement {
  const wide = patterns.filter((pattern) => isPattern(pattern) && !partlyKnown(pattern).isUnknown);
  return { negated, patterns, texts: new Set(patterns), wide };
}

/** Whether what `inner` is about certainly is what `outer` is about too. False where the budget does not last. */
export function elementCovers(
  outer: PatternElement,
  inner: PatternElement,
  { contains, mayOverlap, cost }: PatternComparison,
  budget: Budget,
): boolean {
  const isWithin = ({ patterns }: PatternElement, { texts, wide }: PatternElement): boolean =>
    patterns.every((pattern) => {
      if (!budget.take()) return false;
      return (
        texts.has(pattern) ||
        wide.some((other) => budget.take(cost * costOf(other, pattern)) && contains(other, pattern))
      );
    });
  if (!outer.negated && !inner.negated) return isWithin(inner, outer);
  if (!outer.negated) return outer.wide.some((pattern) => budget.take() && contains(pattern, "*"));
  if (inner.negated) return isWithin(outer, inner);
  return inner.patterns.every((pattern) =>
    outer.patterns.every(
      // Overlaps are always found in the product of the lengths.
      (excepted) => budget.take(8 * cost * costOf(excepted, pattern)) && !mayOverlap(excepted, pattern),
    ),
  );
}
