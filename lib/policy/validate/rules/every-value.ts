import { foldCase } from "../../letter-case";
import { partlyKnown } from "../../patterns/partly-known";
import { quote } from "../../problem";
import { type BuiltInRule, eachTest } from "../rule";

export const everyValue: BuiltInRule = {
  id: "RAM731",
  title: "Test that every value passes",
  severity: "warning",
  pack: "recommended",
  allowed: "the intended values, or no test",
  explanation:
    "Such a test only checks that the request has the key. For a key that every request has, it has no effect. It is not documented how RAM treats a missing key.",
  source: "https://www.alibabacloud.com/help/en/ram/conditional-operator (read 2025-12-09)",
  needs: { condition: true },
  check: eachTest(({ operator, key, path, values, located }) => {
    // Another rule covers subjects of OIDC.
    if (operator === "StringLike" && foldCase(key) !== "oidc:sub") {
      return located
        .filter(({ text }) => isEverything(text))
        .map(({ text, path: at }) => ({
          path: at,
          found: `StringLike ${quote(text)} of ${key}, which every value passes`,
          fix: "write the intended values",
        }));
    }
    if (operator !== "Bool" || !["true", "false"].every((value) => values.includes(value))) return [];
    return [{ path, found: `Bool of ${key} with true and false`, fix: "keep the intended one" }];
  }),
};

/** Whether a pattern matches every text, or every text except the empty one. */
function isEverything(pattern: string): boolean {
  return !partlyKnown(pattern).isUnknown && /^(\*+\??\**|\?\*+)$/.test(pattern);
}
