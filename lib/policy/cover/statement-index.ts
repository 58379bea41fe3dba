import { PatternIndex } from "./pattern-index";
import type { ComparableStatement } from "./statement-cover";

/** Finds statements that may cover another, by its first action or its first resource, whichever leaves fewer. */
export class StatementIndex {
  private readonly actions = new PatternIndex();
  private readonly resources = new PatternIndex();
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

  public candidates({ action, resource }: ComparableStatement): readonly number[] {
    // What is about everything except something is covered by `*` only, or by the like.
    const [wantedAction = "*", wantedResource = "*"] = [
      action.negated ? "*" : action.patterns[0],
      resource.negated ? "*" : resource.patterns[0],
    ];
    const byAction = this.actions.count(wantedAction) <= this.resources.count(wantedResource);
    const found = byAction ? this.actions.candidates(wantedAction) : this.resources.candidates(wantedResource);
    return [...found, ...this.negated];
  }
}
