import type { ActionKnowledge } from "../action-knowledge";
import { Budget } from "../cover";
import { PolicyDocument } from "../document";
import { compareText } from "../text-list";
import { type Compaction, compactActions } from "./compact-actions";
import { type DraftStatement, draftOf, size, statementOf } from "./draft-statement";
import { withoutCovered, withoutCoveredValues } from "./drop-covered";
import { mergeStatements } from "./merge-statements";

/** How a document is made smaller. */
export type MinimizeOptions =
  | {
      /** Every request is decided as before. */
      readonly compact?: never;
    }
  | {
      /**
       * Lists of actions become wildcards that cover the same known actions, of services that are known whole. Actions
       * that the service adds later, or that its page does not list, may be covered too, so it is never the default.
       */
      readonly compact: "catalog";
      /** The known actions, e.g. `knownActions` of the catalog. */
      readonly knowledge: ActionKnowledge;
    };

/** A document in fewer bytes. */
export interface MinimizedDocument {
  readonly document: PolicyDocument;
  /** False for a document made to be hard, in which not everything was compared: it may be larger than it could be. */
  readonly complete: boolean;
  /** Wildcards that stand for listed actions now: each may admit actions that the service adds later. */
  readonly compactions: readonly Compaction[];
}

/**
 * The same policy in fewer bytes: every request is decided as before, in every evaluation. Drops what another statement
 * covers, joins statements that differ in one element, leaves out `Sid` and empty conditions, and writes everything in
 * one order. Takes no account of what actions exist, unless told to.
 */
export function minimize(document: PolicyDocument, options: MinimizeOptions = {}): MinimizedDocument {
  const budget = new Budget();
  const compactions: Compaction[] = [];
  // In one order from the start, so that the order in the document decides nothing.
  let drafts = smaller(inOrder(document.statements.map((statement) => draftOf(statement, budget))), budget);
  if (options.compact === "catalog") {
    const compacted = drafts.map((draft) => compactActions(draft, options.knowledge));
    compactions.push(...compacted.flatMap((one) => one.compactions));
    drafts = smaller(
      compacted.map(({ draft }) => draft),
      budget,
    );
  }
  return {
    document: new PolicyDocument(drafts.map(statementOf)),
    complete: !budget.exhausted,
    compactions: uniqueByPattern(compactions),
  };
}

function uniqueByPattern(compactions: readonly Compaction[]): readonly Compaction[] {
  const byPattern = new Map(compactions.map((one) => [one.pattern, one]));
  return [...byPattern.values()].sort((a, b) => compareText(a.pattern, b.pattern));
}

/** Joins and drops until nothing more goes. */
function smaller(drafts: readonly DraftStatement[], budget: Budget): readonly DraftStatement[] {
  let current = drafts;
  for (let before = Infinity; size(current) < before;) {
    before = size(current);
    const merged = mergeStatements(current, budget).map((draft) => withoutCoveredValues(draft, budget));
    current = inOrder(withoutCovered(inOrder(merged), budget));
  }
  return current;
}

function inOrder(drafts: readonly DraftStatement[]): readonly DraftStatement[] {
  return drafts
    .map((draft) => ({ draft, text: JSON.stringify(statementOf(draft).toJson()) }))
    .sort((a, b) => compareText(a.text, b.text))
    .map(({ draft }) => draft);
}
