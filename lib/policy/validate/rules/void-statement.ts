import { comparableStatement, findCovered } from "../../cover";
import type { BuiltInRule } from "../rule";

export const voidStatement: BuiltInRule = {
  id: "RAM716",
  title: "Statement that another statement covers",
  severity: "warning",
  pack: "recommended",
  allowed: "statements that change what the policy decides",
  explanation:
    "Another statement applies to everything that this one applies to, with the same effect, so this one has no effect. If it has a condition, the condition protects nothing.",
  source: "RAM docs, Policy evaluation process (2021-07-16)",
  kinds: ["identity", "control", "session"],
  check: ({ document, statements }) => {
    if (statements.length < 2) return [];
    const { coveredBy } = findCovered((document?.statements ?? []).map(comparableStatement));
    return [...coveredBy].map(([inner, outer]) => ({
      path: `Statement[${inner}]`,
      found: `a statement that Statement[${outer}] covers${(statements[inner]?.tests.length ?? 0) > 0 ? ", including its condition" : ""}`,
      fix: "remove it, or narrow the other one",
    }));
  },
};
