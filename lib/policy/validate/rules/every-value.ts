import { foldCase } from "../../letter-case";
import { partlyKnown } from "../../patterns/partly-known";
import { quote } from "../../problem";
import { type BuiltInRule, eachTest } from "../rule";

export const everyValue: BuiltInRule = {
  id: "RAM731",
  title: "Test that every value passes",
  severity: "warning",
  pack: "recommended",
  allowed: "the values that are meant, or no test",
  explanation:
    "Such a test asks only whether the request has the key. A key that every request has makes it no test at all, and what RAM does with a missing key is not documented.",
  source: "https://www.alibabacloud.com/help/en/ram/conditional-operator (read 2025-12-09)",
  needs: { condition: true },
  check: eachTest(({ operator, key, path, values, located }) => {
    // Subjects of OIDC have a rule of their own.
    if (operator === "StringLike" && foldCase(key) !== "oidc:sub") {
      return located
        .filter(({ text }) => isEverything(text))
        .map(({ text, path: at }) => ({
          path: at,
          found: `StringLike ${quote(text)} of ${key}, which every value passes`,
          fix: "write the values that are meant",
        }));
    }
    if (operator !== "Bool" || !["true", "false"].every((value) => values.includes(value))) return [];
    return [{ path, found: `Bool of ${key} with true and false`, fix: "keep the one that is meant" }];
  }),
};

/** Whether a pattern covers every text, or every one but the empty one. */
function isEverything(pattern: string): boolean {
  return !partlyKnown(pattern).isUnknown && /^(\*+\??\**|\?\*+)$/.test(pattern);
}
