import { type ConditionOperator, conditionOperators } from "../condition-operators";
import type { ConditionTest } from "../evaluate";
import { knownInLowerCase, partlyKnown } from "../partly-known";
import { patternContains } from "../pattern-relation";

/** Whether all tests of `outer` certainly hold wherever all tests of `inner` do. */
export function conditionsCover(outer: readonly ConditionTest[], inner: readonly ConditionTest[]): boolean {
  return outer.every((wanted) => inner.some((given) => isImplied(wanted, given)));
}

function isImplied(wanted: ConditionTest, given: ConditionTest): boolean {
  if (wanted.operator !== given.operator || knownInLowerCase(wanted.key) !== knownInLowerCase(given.key)) return false;
  const { operator } = wanted;
  // A negated operator holds where none of the values matches: fewer values make it hold more often.
  const [few, many] = conditionOperators[operator].negated
    ? [wanted.values, given.values]
    : [given.values, wanted.values];
  return few.every((value) => many.some((other) => valueCovers(operator, other, value)));
}

/** Whether every value of a request that matches `narrower` certainly matches `wider` too. */
export function valueCovers(operator: ConditionOperator, wider: string, narrower: string): boolean {
  if (wider === narrower) return true;
  if (partlyKnown(wider).isUnknown || partlyKnown(narrower).isUnknown) return false;
  switch (operator) {
    case "StringLike":
    case "StringNotLike":
      return patternContains(wider, narrower);
    case "StringEqualsIgnoreCase":
    case "StringNotEqualsIgnoreCase":
      return wider.toLowerCase() === narrower.toLowerCase();
    default:
      return false;
  }
}
