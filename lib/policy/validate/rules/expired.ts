import { foldCase } from "../../letter-case";
import { compareDecimals } from "../../evaluate/decimal";
import { readInstant } from "../../evaluate/instant";
import { quote } from "../../problem";
import { type BuiltInRule, eachStatement } from "../rule";

/** Operators that hold until an instant only. */
const untilOperators: ReadonlySet<string> = new Set(["DateLessThan", "DateLessThanEquals", "DateEquals"]);

export const expired: BuiltInRule = {
  id: "RAM733",
  title: "Expired statement",
  severity: "warning",
  pack: "recommended",
  allowed: "dates in the future, or no statement",
  explanation:
    "The statement applied until a time in the past. An Allow no longer allows anything; a Deny no longer denies anything.",
  source: "RAM docs, Policy elements (2021-07-16), acs:CurrentTime",
  needs: { condition: true },
  check: eachStatement(({ effect, tests }, _knowledge, _policy, now) => {
    const today = now === undefined ? undefined : readInstant(now);
    if (today === undefined) return [];
    return tests
      .filter(({ operator, key }) => untilOperators.has(operator) && foldCase(key) === "acs:currenttime")
      .filter(({ values }) =>
        values.every((value) => {
          const end = readInstant(value);
          return end !== undefined && compareDecimals(end, today) < 0;
        }),
      )
      .map(({ operator, path, values }) => ({
        path,
        found: `${operator} ${values.map(quote).join(", ")}, which is past: the ${effect} has no effect any more`,
        fix: effect === "Allow" ? "remove the statement, or write a later date" : "write a later date, or none",
      }));
  }),
};
