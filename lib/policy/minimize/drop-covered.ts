import {
  type Budget,
  type ComparableStatement,
  type PatternComparison,
  actionComparison,
  coveredPatterns,
  patternElement,
  resourceComparison,
} from "../cover";
import { Coverage, type Refusals } from "./coverage";
import { type DraftStatement, comparableDraft } from "./draft-statement";

/** Removes actions and resources that others of the same statement cover. */
export function withoutCoveredValues(draft: DraftStatement, budget: Budget): DraftStatement {
  return {
    ...draft,
    actions: uncovered(draft.actions, actionComparison, budget),
    resources: uncovered(draft.resources, resourceComparison, budget),
  };
}

function uncovered(patterns: readonly string[], comparison: PatternComparison, budget: Budget): readonly string[] {
  const coveredBy = coveredPatterns(patterns, comparison, budget);
  return coveredBy.size === 0 ? patterns : patterns.filter((_, number) => !coveredBy.has(number));
}

/** The effect of the other statements on a part of a statement. */
interface Others {
  /** Whether another statement covers the part. */
  readonly cover: (part: ComparableStatement) => boolean;
  /** Whether the part is always denied. */
  readonly refuse: (part: ComparableStatement) => boolean;
}

/**
 * Removes each action and resource that another statement grants or denies anyway, and exceptions from what another
 * statement grants or denies. It goes one by one, so that of two that cover each other, one stays. Empty drafts are
 * removed.
 */
export function withoutCovered(
  drafts: readonly DraftStatement[],
  refusals: Refusals,
  budget: Budget,
): readonly DraftStatement[] {
  const coverage = new Coverage(drafts.map(comparableDraft), budget);
  return drafts.flatMap((draft, number) => {
    const smaller = reduced(draft, {
      cover: (part) => coverage.covers(part, (other) => other !== number),
      refuse: (part) => refusals.refuse(part),
    });
    if (smaller !== draft) coverage.replace(number, smaller === undefined ? [] : [comparableDraft(smaller)]);
    return smaller ?? [];
  });
}

/** Removes covered actions and resources; `undefined` if nothing is left. */
function reduced(draft: DraftStatement, { cover, refuse }: Others): DraftStatement | undefined {
  const whole = comparableDraft(draft);
  const isIdle = (part: ComparableStatement): boolean => cover(part) || refuse(part);
  // An exception that is always denied stays, because it shows the intention.
  const actions = draft.actions.filter((action) => {
    const part = { ...whole, action: patternElement(false, [actionComparison.comparable(action)]) };
    return !(whole.action.negated ? cover(part) : isIdle(part));
  });
  if (actions.length === 0 && !whole.action.negated) return undefined;
  const some: DraftStatement =
    actions.length === 0 ? { ...draft, actionElement: "Action", actions: ["*"] } : { ...draft, actions };
  const left = comparableDraft(some);
  const resources = draft.resources.filter((resource) => {
    const part = { ...left, resource: patternElement(false, [resource]) };
    return !(whole.resource.negated ? cover(part) : isIdle(part));
  });
  if (resources.length === 0 && !whole.resource.negated) return undefined;
  if (whole.action.negated && whole.resource.negated && isIdle(whole)) return undefined;
  if (actions.length === draft.actions.length && resources.length === draft.resources.length) return draft;
  return resources.length === 0 ? { ...some, resourceElement: "Resource", resources: ["*"] } : { ...some, resources };
}
