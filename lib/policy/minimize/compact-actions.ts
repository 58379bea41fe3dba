import type { ActionKnowledge } from "../action-knowledge";
import { compareText } from "../text-list";
import { isPattern, matchesPattern } from "../patterns/wildcard";
import { type DraftStatement, sortedActions } from "./draft-statement";
import { foldCase } from "../letter-case";

/** A wildcard that replaces listed actions. */
export interface Compaction {
  /** e.g. `agentrun:Get*` */
  readonly pattern: string;
  /** The known actions that it matches. The statement listed all of them. */
  readonly actions: readonly string[];
}

/**
 * Replaces listed actions by wildcards if that is shorter and matches no other known action. Lists are kept for
 * services of which not all actions are known, because a wildcard would match actions that nobody reviewed.
 */
export function compactActions(
  draft: DraftStatement,
  knowledge: ActionKnowledge,
): { readonly draft: DraftStatement; readonly compactions: readonly Compaction[] } {
  if (draft.actionElement === "NotAction") return { draft, compactions: [] };
  const codes = [...new Set(draft.actions.filter((action) => !isPattern(action)).map(codeOf))];
  const compactions = codes
    .filter((code) => knowledge.extentOf(code.slice(0, -1)) === "all")
    .flatMap((code) => compactService(code, draft.actions, knowledge));
  const isReplaced = (action: string): boolean =>
    compactions.some(({ pattern }) => matchesPattern(foldCase(pattern), foldCase(action)));
  const kept = draft.actions.filter((action) => !isReplaced(action));
  return {
    draft: { ...draft, actions: sortedActions([...kept, ...compactions.map(({ pattern }) => pattern)]) },
    compactions,
  };
}

/** The RAM code with its colon, in lower case. */
function codeOf(action: string): string {
  return foldCase(action.slice(0, action.indexOf(":") + 1));
}

/** Bytes of a value in a list in addition to its text: quotes and a comma. */
const overhead = 3;

/** Chooses wildcards for a service, starting with the one that saves most. */
function compactService(code: string, actions: readonly string[], knowledge: ActionKnowledge): readonly Compaction[] {
  const known = knowledge.matching(`${code}*`).map(({ name }) => name);
  const patterns = actions.map(foldCase);
  const granted = new Set(known.filter((name) => patterns.some((pattern) => matchesPattern(pattern, foldCase(name)))));
  const listed = new Set(actions.filter((action) => !isPattern(action)).map(foldCase));
  const candidates = candidatePatterns(code, [...granted])
    .map((pattern) => ({
      pattern,
      actions: known.filter((name) => matchesPattern(foldCase(pattern), foldCase(name))),
    }))
    .filter((candidate) => candidate.actions.length > 1 && candidate.actions.every((name) => granted.has(name)));
  const chosen: Compaction[] = [];
  for (;;) {
    const saved = ({ pattern, actions: covered }: Compaction): number =>
      covered
        .filter((name) => listed.has(foldCase(name)))
        .reduce((bytes, name) => bytes + name.length + overhead, -pattern.length - overhead);
    const best = candidates.reduce<Compaction | undefined>(
      (most, one) => (saved(one) > (most === undefined ? 0 : saved(most)) ? one : most),
      undefined,
    );
    if (best === undefined) return chosen;
    chosen.push(best);
    for (const name of best.actions) listed.delete(foldCase(name));
  }
}

/**
 * Candidate patterns, sorted: the beginnings and ends of names at word boundaries, and the whole service. Words are
 * kept whole so that patterns are readable.
 */
function candidatePatterns(code: string, names: readonly string[]): readonly string[] {
  const patterns = new Set([`${code}*`]);
  for (const name of names) {
    for (const { index } of name.slice(code.length).matchAll(/(?!^)[A-Z]/g)) {
      patterns.add(`${name.slice(0, code.length + index)}*`);
      patterns.add(`${code}*${name.slice(code.length + index)}`);
    }
  }
  return [...patterns].sort(compareText);
}
