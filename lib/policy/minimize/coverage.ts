import { type Budget, type ComparableStatement, StatementIndex, statementCovers } from "../cover";

/** What Deny statements without a condition deny, whatever else is allowed. */
export class Refusals {
  private readonly refused: readonly ComparableStatement[];
  private readonly index: StatementIndex;

  public constructor(
    statements: readonly ComparableStatement[],
    private readonly budget: Budget,
  ) {
    this.refused = statements
      .filter(({ effect, tests }) => effect === "Deny" && tests.size === 0)
      // With the effect Allow, so that what it applies to can be compared with an Allow.
      .map((statement) => ({ ...statement, effect: "Allow" }));
    this.index = new StatementIndex(this.refused);
  }

  /** Whether a part of a statement is always denied. */
  public refuse(part: ComparableStatement): boolean {
    if (part.effect === "Deny" || this.refused.length === 0) return false;
    for (const candidate of this.index.candidates(part, this.budget)) {
      const refused = this.refused[candidate];
      if (refused !== undefined && statementCovers(refused, part, this.budget)) return true;
    }
    return false;
  }
}

/** Statements that are reduced one after the other, so that of two that cover each other, one stays. */
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

  /** Replaces a statement by its reduced form; an empty list removes it. */
  public replace(number: number, statements: readonly ComparableStatement[]): void {
    this.current[number] = statements;
  }

  /** Whether another statement, in its current form, covers a part of a statement. */
  public covers(part: ComparableStatement, isOther: (number: number) => boolean): boolean {
    for (const candidate of this.index.candidates(part, this.budget)) {
      if (!isOther(candidate)) continue;
      if ((this.current[candidate] ?? []).some((outer) => statementCovers(outer, part, this.budget))) return true;
    }
    return false;
  }
}
