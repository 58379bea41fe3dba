import { quote } from "../../problem";
import { hasUnknown } from "../../patterns/partly-known";
import { isPattern } from "../../patterns/wildcard";
import { type BuiltInRule, eachTest } from "../rule";

/** Operators that compare literally, and the corresponding ones with patterns. */
const patternOperators: Readonly<Record<string, string>> = {
  StringEquals: "StringLike",
  StringEqualsIgnoreCase: "StringLike",
  StringNotEquals: "StringNotLike",
  StringNotEqualsIgnoreCase: "StringNotLike",
};

export const wildcardInEquals: BuiltInRule = {
  id: "RAM704",
  title: "Wildcard with a literal operator",
  severity: "warning",
  pack: "recommended",
  allowed: "* and ? in values of StringLike and StringNotLike only",
  explanation:
    "The operator compares literally, so the wildcard matches only itself: a positive test never holds and a negated one always does. Some of the vendor's examples have this mistake.",
  source: "https://www.alibabacloud.com/help/en/ram/conditional-operator (read 2025-12-09)",
  needs: { condition: true },
  check: eachTest(({ operator, located }) => {
    const meant = patternOperators[operator];
    if (meant === undefined) return [];
    return located
      .filter(({ text }) => isPattern(text) && !hasUnknown(text))
      .map(({ text, path }) => ({ path, found: `${quote(text)} with ${operator}`, fix: `use ${meant}` }));
  }),
};
