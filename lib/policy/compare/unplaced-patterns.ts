import { matchesPattern } from "../patterns/wildcard";
import { hasPlaceholder } from "./placeholders";

/** Texts that one pattern covers which is not of the usual form. */
export interface UnplacedClass {
  readonly covering: ReadonlySet<string>;
  readonly example: string;
}

/**
 * A class for each pattern that has something unknown in the place of what gives it its form, e.g. the whole ARN, so that
 * no other class has it: without one it would count as nothing. Only what is written alike covers it for certain.
 */
export function unplacedPatterns(
  patterns: readonly string[],
  classes: readonly { readonly covering: ReadonlySet<string> }[],
): readonly UnplacedClass[] {
  return patterns
    .filter((pattern) => hasPlaceholder(pattern) && !classes.some(({ covering }) => covering.has(pattern)))
    .map((pattern) => {
      const example = pattern.replace(/[*?]/g, "x");
      return { example, covering: new Set(patterns.filter((other) => matchesPattern(other, example))) };
    });
}
