import { knownFolded, partlyKnown } from "../patterns/partly-known";
import { patternContains } from "../patterns/pattern-relation";
import { isAnyResource, mayOverlapAnyhow, resourceContains, resourceFields } from "../patterns/resource-pattern";
import { isPattern, patternsOverlap } from "../patterns/wildcard";
import { type Budget, costOf } from "./budget";
import type { Part } from "./pattern-index";

/** How patterns of an element are compared. The results hold for all assumptions of the evaluator. */
export interface PatternComparison {
  /** Whether `wider` certainly matches every text that `narrower` matches. */
  readonly contains: (wider: string, narrower: string) => boolean;
  /** Whether both may match the same text. */
  readonly mayOverlap: (first: string, second: string) => boolean;
  /** The text to compare: in lower case if letter case does not matter. */
  readonly comparable: (pattern: string) => string;
  /** Cost of a comparison, relative to two plain patterns. */
  readonly cost: number;
  /** Parts that can be compared separately: if a pattern covers another one, each of its parts does. */
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

/** `Action`, `NotAction`, `Resource` or `NotResource` with its patterns, prepared for many comparisons. */
export interface PatternElement {
  readonly negated: boolean;
  readonly patterns: readonly string[];
  readonly texts: ReadonlySet<string>;
  /** Patterns that may cover other patterns. */
  readonly wide: readonly string[];
}

export function patternElement(negated: boolean, patterns: readonly string[]): PatternElement {
  const wide = patterns.filter((pattern) => isPattern(pattern) && !partlyKnown(pattern).isUnknown);
  return { negated, patterns, texts: new Set(patterns), wide };
}

/** Whether `outer` certainly applies to everything that `inner` applies to. False if the budget is exceeded. */
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
      // Finding an overlap always takes time proportional to the product of the lengths.
      (excepted) => budget.take(8 * cost * costOf(excepted, pattern)) && !mayOverlap(excepted, pattern),
    ),
  );
}
