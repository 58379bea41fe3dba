import {
  type Budget,
  type ComparableStatement,
  PatternIndex,
  type PatternComparison,
  StatementIndex,
  actionComparison,
  resourceComparison,
  statementCovers,
} from "../cover";
import { type DraftStatement, comparableDraft } from "./draft-statement";

/** The draft without actions and resources that others of its own cover. */
export function withoutCoveredValues(draft: DraftStatement, budget: Budget): DraftStatement {
  const lowerCase = (text: string): string => text.toLowerCase();
  return {
    ...draft,
    actions: uncovered(draft.actions, actionComparison, lowerCase, budget),
    resources: uncovered(draft.resources, resourceComparison, (text) => text, budget),
  };
}

function uncovered(
  patterns: readonly string[],
  { contains }: PatternComparison,
  comparable: (text: string) => string,
  budget: Budget,
): readonly string[] {
  if (patterns.length === 1) return patterns;
  const texts = patterns.map(comparable);
  const index = new PatternIndex();
  for (const [number, text] of texts.entries()) index.add(text, number);
  const dropped = new Set<number>();
  for (const [number, text] of texts.entries()) {
    const isCovered = index.candidates(text).some((candidate) => {
      const other = texts[candidate];
      if (candidate === number || other === undefined || dropped.has(candidate)) return false;
      return budget.take() && contains(other, text);
    });
    if (isCovered) dropped.add(number);
  }
  return patterns.filter((_, number) => !dropped.has(number));
}

/**
 * The drafts without each action and resource that another statement grants or refuses anyway, one after the other, so
 * that two that cover each other do not both go. Drafts that lose everything are gone.
 */
export function withoutCovered(drafts: readonly DraftStatement[], budget: Budget): readonly DraftStatement[] {
  const current: (DraftStatement | undefined)[] = [...drafts];
  const comparable: (ComparableStatement | undefined)[] = drafts.map(comparableDraft);
  const index = new StatementIndex(drafts.map(comparableDraft));
  const isCovered = (part: ComparableStatement, number: number): boolean =>
    index.candidates(part).some((candidate) => {
      const outer = comparable[candidate];
      return candidate !== number && outer !== undefined && budget.take() && statementCovers(outer, part);
    });
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
    return !isCovered({ ...whole, action: { negated: false, patterns: [action.toLowerCase()] } });
  });
  if (keepActions.length === 0) return undefined;
  const left = comparableDraft({ ...draft, actions: keepActions });
  const keepResources = draft.resources.filter((resource) => {
    if (whole.resource.negated) return true;
    return !isCovered({ ...left, resource: { negated: false, patterns: [resource] } });
  });
  if (keepResources.length === 0) return undefined;
  if (whole.action.negated && whole.resource.negated && isCovered(whole)) return undefined;
  return { ...draft, actions: keepActions, resources: keepResources };
}
