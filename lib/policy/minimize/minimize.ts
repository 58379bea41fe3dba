import type { ActionKnowledge } from "../action-knowledge";
import { Budget } from "../cover";
import { PolicyDocument } from "../document";
import { compareText } from "../text-list";
import { type Compaction, compactActions } from "./compact-actions";
import { arrangedPairs } from "./arrange-pairs";
import { Refusals } from "./coverage";
import { type DraftStatement, bytesOf, comparableDraft, draftOf, statementOf, textOf } from "./draft-statement";
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
 * covers, what is allowed and refused without a condition, and exceptions from what is granted elsewhere; arranges
 * actions and resources in the statements that take the fewest bytes; leaves out `Sid` and empty conditions, and writes
 * everything in one order. Takes no account of what actions exist, unless told to.
 *
 * Of a request that is not known in part, an outcome may turn out to be impossible that was taken for possible before.
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

/** Joins, drops and arranges as long as that saves bytes. */
function smaller(drafts: readonly DraftStatement[], budget: Budget): readonly DraftStatement[] {
  let current = { drafts, bytes: bytesOf(drafts) };
  for (;;) {
    const refusals = new Refusals(current.drafts.map(comparableDraft), budget);
    const merged = mergeStatements(current.drafts, budget).map((draft) => withoutCoveredValues(draft, budget));
    const left = withoutCovered(inOrder(merged), refusals, budget);
    const next = inOrder(arrangedPairs(inOrder(left), refusals, budget));
    const bytes = bytesOf(next);
    if (bytes >= current.bytes) return current.drafts;
    current = { drafts: next, bytes };
  }
}

function inOrder(drafts: readonly DraftStatement[]): readonly DraftStatement[] {
  return drafts
    .map((draft) => ({ draft, text: textOf(draft) }))
    .sort((a, b) => compareText(a.text, b.text))
    .map(({ draft }) => draft);
}
