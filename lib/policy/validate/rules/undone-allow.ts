import { Budget, type ComparableStatement, StatementIndex, comparableStatement, statementCovers } from "../../cover";
import type { BuiltInRule } from "../rule";

export const undoneAllow: BuiltInRule = {
  id: "RAM727",
  title: "Allow that a Deny cancels",
  severity: "warning",
  pack: "recommended",
  allowed: "Allow statements that are not completely denied by the same policy",
  explanation:
    "A Deny takes precedence over every Allow. It applies to everything that the Allow applies to, so the Allow has no effect. One of the two is probably a mistake.",
  source: "RAM docs, Policy evaluation process (2021-07-16)",
  kinds: ["identity", "control", "session"],
  check: ({ document }) => {
    if (document?.statements.some(({ effect }) => effect === "Deny") !== true) return [];
    const statements = document.statements.map(comparableStatement);
    const denies = [...statements.entries()]
      .filter(([, { effect }]) => effect === "Deny")
      // With the effect Allow, so that what the Deny applies to can be compared.
      .map(([number, deny]): Numbered => ({ number, statement: { ...deny, effect: "Allow" } }));
    const index = new StatementIndex(denies.map(({ statement }) => statement));
    const budget = new Budget();
    return [...statements.entries()].flatMap(([number, statement]) => {
      const by = statement.effect === "Allow" ? coveringOne(statement, denies, index, budget) : undefined;
      if (by === undefined) return [];
      const found = `an Allow that the Deny in Statement[${by}] cancels completely`;
      return [{ path: `Statement[${number}]`, found, fix: "remove it, or narrow the Deny" }];
    });
  },
};

interface Numbered {
  readonly number: number;
  readonly statement: ComparableStatement;
}

/** Number of the first statement that covers this one. */
function coveringOne(
  inner: ComparableStatement,
  outer: readonly Numbered[],
  index: StatementIndex,
  budget: Budget,
): number | undefined {
  for (const candidate of index.candidates(inner, budget)) {
    const { number, statement } = outer[candidate] ?? {};
    if (statement !== undefined && statementCovers(statement, inner, budget)) return number;
  }
  return undefined;
}
