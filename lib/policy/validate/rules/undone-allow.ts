import { Budget, type ComparableStatement, StatementIndex, comparableStatement, statementCovers } from "../../cover";
import type { BuiltInRule } from "../rule";

export const undoneAllow: BuiltInRule = {
  id: "RAM727",
  title: "Allow that a Deny undoes",
  severity: "warning",
  pack: "recommended",
  allowed: "Allow statements that a Deny of the same policy leaves something of",
  explanation:
    "A Deny goes before every Allow: whatever the Allow applies to, the Deny applies to as well, so it grants nothing. One of the two is not what was meant.",
  source: "RAM docs, Policy evaluation process (2021-07-16)",
  kinds: ["identity", "control", "session"],
  check: ({ document }) => {
    if (document?.statements.some(({ effect }) => effect === "Deny") !== true) return [];
    const statements = document.statements.map(comparableStatement);
    const denies = [...statements.entries()]
      .filter(([, { effect }]) => effect === "Deny")
      // As if it allowed: what a Deny applies to is compared, not what comes of it.
      .map(([number, deny]): Numbered => ({ number, statement: { ...deny, effect: "Allow" } }));
    const index = new StatementIndex(denies.map(({ statement }) => statement));
    const budget = new Budget();
    return [...statements.entries()].flatMap(([number, statement]) => {
      const by = statement.effect === "Allow" ? coveringOne(statement, denies, index, budget) : undefined;
      if (by === undefined) return [];
      const found = `an Allow of which the Deny of Statement[${by}] leaves nothing`;
      return [{ path: `Statement[${number}]`, found, fix: "remove it, or narrow the Deny" }];
    });
  },
};

interface Numbered {
  readonly number: number;
  readonly statement: ComparableStatement;
}

/** Number of the first of the statements found that covers this one. */
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
