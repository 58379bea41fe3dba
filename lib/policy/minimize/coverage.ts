import { type Budget, type ComparableStatement, StatementIndex, statementCovers } from "../cover";

/** What Deny statements without a condition refuse, whatever else is allowed. */
export class Refusals {
  private readonly refused: readonly ComparableStatement[];
  private readonly index: StatementIndex;

  public constructor(
    statements: readonly ComparableStatement[],
    private readonly budget: Budget,
  ) {
    this.refused = statements
      .filter(({ effect, tests }) => effect === "Deny" && tests.size === 0)
      // As if it allowed: what it applies to is compared, not what comes of it.
      .map((statement) => ({ ...statement, effect: "Allow" }));
    this.index = new StatementIndex(this.refused);
  }

  /** Whether nothing comes of a part of a statement. */
  public refuse(part: ComparableStatement): boolean {
    if (part.effect === "Deny" || this.refused.length === 0) return false;
    for (const candidate of this.index.candidates(part, this.budget)) {
      const refused = this.refused[candidate];
      if (refused !== undefined && statementCovers(refused, part, this.budget)) return true;
    }
    return false;
  }
}

/** Statements that are made smaller one after the other, so that of two that cover each other one stays. */
export class Coverage {
  private readonly current: (readonly ComparableStatement[])[];
  private readonly index: StatementIndex;

  public constructor(
    statements: readonly ComparableStatement[],
    private readonly budget: Budget,
  ) {
    this.current = statements.map((statement) => [statement]);
    this.index = new StatementIndex(statements);
  }

  /** What a statement has become; none where it is gone. */
  public replace(number: number, statements: readonly ComparableStatement[]): void {
    this.current[number] = statements;
  }

  /** Whether a statement, as it is now, does all that a part of another one does. */
  public covers(part: ComparableStatement, isOther: (number: number) => boolean): boolean {
    for (const candidate of this.index.candidates(part, this.budget)) {
      if (!isOther(candidate)) continue;
      if ((this.current[candidate] ?? []).some((outer) => statementCovers(outer, part, this.budget))) return true;
    }
    return false;
  }
}
