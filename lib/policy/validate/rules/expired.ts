import { foldCase } from "../../letter-case";
import { compareDecimals } from "../../evaluate/decimal";
import { readInstant } from "../../evaluate/instant";
import { quote } from "../../problem";
import { type BuiltInRule, eachStatement } from "../rule";

/** Operators that hold up to an instant only. */
const untilOperators: ReadonlySet<string> = new Set(["DateLessThan", "DateLessThanEquals", "DateEquals"]);

export const expired: BuiltInRule = {
  id: "RAM733",
  title: "Statement that has expired",
  severity: "warning",
  pack: "recommended",
  allowed: "dates to come, or no statement",
  explanation:
    "The statement held until a time that is over. An Allow grants nothing any more; a Deny refuses nothing any more.",
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
        found: `${operator} ${values.map(quote).join(", ")}, which is over: the ${effect} does nothing any more`,
        fix: effect === "Allow" ? "remove the statement, or write a later date" : "write a later date, or none",
      }));
  }),
};
