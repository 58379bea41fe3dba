import { Budget } from "./budget";
import { type ComparableStatement, statementCovers } from "./statement-cover";
import { StatementIndex } from "./statement-index";

/** Statements that another statement covers, so that they have no effect. */
export interface CoveredStatements {
  /**
   * Index of the covering statement by index of the covered one. Of two that cover each other, the second one is
   * covered.
   */
  readonly coveredBy: ReadonlyMap<number, number>;
  /** False if the search stopped early, so that more statements may be covered. */
  readonly complete: boolean;
}

/** Finds every statement that a single other statement covers. */
export function findCovered(statements: readonly ComparableStatement[], budget = new Budget()): CoveredStatements {
  if (statements.length < 2) return { coveredBy: new Map(), complete: !budget.exhausted };
  const index = new StatementIndex(statements);
  const coveredBy = new Map<number, number>();
  for (const [number, inner] of statements.entries()) {
    for (const candidate of index.candidates(inner, budget)) {
      const outer = statements[candidate];
      if (candidate === number || outer === undefined || coveredBy.has(candidate)) continue;
      if (!statementCovers(outer, inner, budget)) continue;
      // Of two equal statements, the first one stays.
      if (candidate > number && statementCovers(inner, outer, budget)) continue;
      coveredBy.set(number, candidate);
      break;
    }
  }
  return { coveredBy, complete: !budget.exhausted };
}
