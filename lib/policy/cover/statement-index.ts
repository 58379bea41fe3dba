import type { Budget } from "./budget";
import { actionComparison, resourceComparison } from "./pattern-cover";
import { PatternIndex } from "./pattern-index";
import type { ComparableStatement } from "./statement-cover";

/** Finds statements that may cover another, by its first action or its first resource, whichever leaves fewer. */
export class StatementIndex {
  private readonly actions = new PatternIndex(actionComparison.keyOf);
  private readonly resources = new PatternIndex(resourceComparison.keyOf);
  /** Statements that no pattern finds: they are about everything except something. */
  private readonly negated: number[] = [];

  public constructor(statements: readonly ComparableStatement[]) {
    for (const [number, { action, resource }] of statements.entries()) {
      if (action.negated || resource.negated) this.negated.push(number);
      else {
        for (const pattern of action.patterns) this.actions.add(pattern, number);
        for (const pattern of resource.patterns) this.resources.add(pattern, number);
      }
    }
  }

  /** Numbers of statements that may cover this one, as long as the budget lasts. */
  public *candidates({ action, resource }: ComparableStatement, budget: Budget): Generator<number> {
    // What is about everything except something is covered by `*` only, or by the like.
    const [wantedAction = "*", wantedResource = "*"] = [
      action.negated ? "*" : action.patterns[0],
      resource.negated ? "*" : resource.patterns[0],
    ];
    const byAction = this.actions.count(wantedAction) <= this.resources.count(wantedResource);
    yield* byAction ? this.actions.candidates(wantedAction, budget) : this.resources.candidates(wantedResource, budget);
    for (const number of this.negated) {
      if (!budget.take()) return;
      yield number;
    }
  }
}
