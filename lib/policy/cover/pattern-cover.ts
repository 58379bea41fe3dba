import { knownInLowerCase, partlyKnown } from "../partly-known";
import { patternContains } from "../pattern-relation";
import { mayOverlapAnyhow, resourceContains, resourceFields } from "../resource-pattern";
import { patternsOverlap } from "../wildcard";

/** How patterns of an element are compared. Each answer holds whatever evaluation assumes where RAM's pages are silent. */
export interface PatternComparison {
  /** Whether every text that `narrower` covers is certainly covered by `wider`. */
  readonly contains: (wider: string, narrower: string) => boolean;
  /** Whether some text may be covered by both. */
  readonly mayOverlap: (first: string, second: string) => boolean;
  /** The text to compare, where letter case does not matter. */
  readonly comparable: (pattern: string) => string;
  /** The part that tells patterns apart best; where one pattern covers another, so does its part. */
  readonly keyOf: (pattern: string) => string;
}

/** Patterns of actions, in lower case. */
export const actionComparison: PatternComparison = {
  contains: (wider, narrower) => {
    if (wider === narrower) return true;
    return !partlyKnown(wider).isUnknown && patternContains(wider, partlyKnown(narrower).widest);
  },
  mayOverlap: textsMayOverlap,
  comparable: knownInLowerCase,
  keyOf: (pattern) => pattern,
};

/** Patterns of resources. */
export const resourceComparison: PatternComparison = {
  contains: resourceContains,
  mayOverlap: mayOverlapAnyhow,
  comparable: (pattern) => pattern,
  // Most ARNs begin alike, with `*` for the region.
  keyOf: (pattern) => resourceFields(partlyKnown(pattern).widest)?.[3] ?? pattern,
};

function textsMayOverlap(first: string, second: string): boolean {
  return patternsOverlap(partlyKnown(first).widest, partlyKnown(second).widest);
}

/** `Action` or `NotAction`, `Resource` or `NotResource`, with its patterns. */
export interface PatternElement {
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

/** Whether what `inner` is about certainly is what `outer` is about too. */
export function elementCovers(
  outer: PatternElement,
  inner: PatternElement,
  { contains, mayOverlap }: PatternComparison,
): boolean {
  const isWithin = (patterns: readonly string[], others: readonly string[]): boolean =>
    patterns.every((pattern) => others.some((other) => contains(other, pattern)));
  if (!outer.negated && !inner.negated) return isWithin(inner.patterns, outer.patterns);
  if (!outer.negated) return outer.patterns.some((pattern) => contains(pattern, "*"));
  if (inner.negated) return isWithin(outer.patterns, inner.patterns);
  return inner.patterns.every((pattern) => !outer.patterns.some((excepted) => mayOverlap(excepted, pattern)));
}
