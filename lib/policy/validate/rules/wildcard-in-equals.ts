import { quote } from "../../problem";
import { hasUnknown } from "../../patterns/partly-known";
import { isPattern } from "../../patterns/wildcard";
import { type BuiltInRule, eachTest } from "../rule";

/** Operators that take a text as it is, and the ones that take a pattern. */
const patternOperators: Readonly<Record<string, string>> = {
  StringEquals: "StringLike",
  StringEqualsIgnoreCase: "StringLike",
  StringNotEquals: "StringNotLike",
  StringNotEqualsIgnoreCase: "StringNotLike",
};

export const wildcardInEquals: BuiltInRule = {
  id: "RAM704",
  title: "Wildcard that is taken literally",
  severity: "warning",
  pack: "recommended",
  allowed: "* and ? in values of StringLike and StringNotLike only",
  explanation:
    "The operator compares whole texts: the wildcard stands for itself, so a positive test never holds and a negated one always does. Examples of the vendor's own have this mistake.",
  source: "https://www.alibabacloud.com/help/en/ram/conditional-operator (read 2025-12-09)",
  needs: { condition: true },
  check: eachTest(({ operator, located }) => {
    const meant = patternOperators[operator];
    if (meant === undefined) return [];
    return located
      .filter(({ text }) => isPattern(text) && !hasUnknown(text))
      .map(({ text, path }) => ({ path, found: `${quote(text)} under ${operator}`, fix: `use ${meant}` }));
  }),
};
