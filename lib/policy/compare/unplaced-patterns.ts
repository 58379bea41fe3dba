import { matchesPattern } from "../patterns/wildcard";
import { hasPlaceholder } from "./placeholders";

/** The texts of a pattern that does not have the usual form. */
export interface UnplacedClass {
  readonly covering: ReadonlySet<string>;
  readonly example: string;
}

/**
 * A class for each pattern whose form is unknown, e.g. because the whole ARN is an expression. No other class contains
 * its texts, so without one the pattern would be ignored. Only an equal pattern certainly matches it.
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
