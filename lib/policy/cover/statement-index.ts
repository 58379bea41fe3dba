import type { Budget } from "./budget";
import { ConditionIndex } from "./condition-index";
import { ElementIndex } from "./element-index";
import { actionComparison, resourceComparison } from "./pattern-cover";
import type { ComparableStatement } from "./statement-cover";

/**
 * Finds statements that may cover another one, by actions, resources or conditions, whichever leaves the fewest
 * candidates.
 */
export class StatementIndex {
  private readonly actions: ElementIndex;
  private readonly resources: ElementIndex;
  private readonly conditions: ConditionIndex;

  public constructor(statements: readonly ComparableStatement[]) {
    this.actions = new ElementIndex(statements.map(({ action }) => action), actionComparison); // prettier-ignore
    this.resources = new ElementIndex(statements.map(({ resource }) => resource), resourceComparison); // prettier-ignore
    this.conditions = new ConditionIndex(statements.map(({ tests }) => tests));
  }

  /** Numbers of statements that may cover this one, until the budget is exceeded. May contain duplicates. */
  public candidates({ action, resource, tests }: ComparableStatement, budget: Budget): Iterable<number> {
    const [byAction, byResource, byCondition] = [
      this.actions.count(action),
      this.resources.count(resource),
      this.conditions.count(tests),
    ];
    if (byCondition < byAction && byCondition < byResource) return this.conditions.candidates(tests, budget);
    return byAction <= byResource
      ? this.actions.candidates(action, budget)
      : this.resources.candidates(resource, budget);
  }
}
