import {
  type Budget,
  type ComparableStatement,
  type PatternComparison,
  StatementIndex,
  actionComparison,
  coveredPatterns,
  patternElement,
  resourceComparison,
  statementCovers,
} from "../cover";
import { type DraftStatement, comparableDraft } from "./draft-statement";

/** The draft without actions and resources that others of its own cover. */
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

/**
 * The drafts without each action and resource that another statement grants or refuses anyway, one after the other, so
 * that two that cover each other do not both go. Drafts that lose everything are gone.
 */
export function withoutCovered(drafts: readonly DraftStatement[], budget: Budget): readonly DraftStatement[] {
  const current: (DraftStatement | undefined)[] = [...drafts];
  const comparable: (ComparableStatement | undefined)[] = drafts.map(comparableDraft);
  const index = new StatementIndex(drafts.map(comparableDraft));
  const isCovered = (part: ComparableStatement, number: number): boolean => {
    for (const candidate of index.candidates(part, budget)) {
      const outer = comparable[candidate];
      if (candidate !== number && outer !== undefined && statementCovers(outer, part, budget)) return true;
    }
    return false;
  };
  for (const [number, draft] of drafts.entries()) {
    const smaller = reduced(draft, (part) => isCovered(part, number));
    current[number] = smaller;
    comparable[number] = smaller === undefined ? undefined : comparableDraft(smaller);
  }
  return current.filter((draft) => draft !== undefined);
}

/** The draft without covered actions and resources; `undefined` where nothing of it is left. */
function reduced(draft: DraftStatement, isCovered: (part: ComparableStatement) => boolean): DraftStatement | undefined {
  const whole = comparableDraft(draft);
  const keepActions = draft.actions.filter((action) => {
    if (whole.action.negated) return true;
    return !isCovered({ ...whole, action: patternElement(false, [actionComparison.comparable(action)]) });
  });
  if (keepActions.length === 0) return undefined;
  const left = comparableDraft({ ...draft, actions: keepActions });
  const keepResources = draft.resources.filter((resource) => {
    if (whole.resource.negated) return true;
    return !isCovered({ ...left, resource: patternElement(false, [resource]) });
  });
  if (keepResources.length === 0) return undefined;
  if (whole.action.negated && whole.resource.negated && isCovered(whole)) return undefined;
  return { ...draft, actions: keepActions, resources: keepResources };
}
