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

/** Options of {@link minimize}. */
export type MinimizeOptions =
  | {
      /** Every request is decided as before. */
      readonly compact?: never;
    }
  | {
      /**
       * Replaces lists of actions by wildcards that match the same known actions, for services of which all actions are
       * known. The wildcards may also match actions that the service adds later, or that its page does not list, so
       * this is opt-in.
       */
      readonly compact: "catalog";
      /** The known actions, e.g. `knownActions` of the catalog. */
      readonly knowledge: ActionKnowledge;
    };

/** A minimized document. */
export interface MinimizedDocument {
  readonly document: PolicyDocument;
  /** False if not everything was compared, because the document is unusually hard. It may not be minimal. */
  readonly complete: boolean;
  /** Wildcards that replace listed actions. Each may match actions that the service adds later. */
  readonly compactions: readonly Compaction[];
}

/**
 * Minimizes the size of a policy without changing its decisions. Removes what another statement covers, what is allowed
 * but denied without a condition, and exceptions from what is granted elsewhere; arranges actions and resources in the
 * statements with the fewest bytes; omits `Sid` and empty conditions, and sorts everything. By default, it does not
 * consider which actions exist.
 *
 * For a request with unknown parts, fewer outcomes may be possible than before.
 * @example
 * const { document } = minimize(
 *   new PolicyDocument([
 *     PolicyStatement.allow({ actions: ["oss:GetObject", "oss:Get*"], resources: "acs:oss:*:*:shop/*" }),
 *     PolicyStatement.allow({ actions: "oss:GetObject", resources: "acs:oss:*:*:shop/public/*" }),
 *   ]),
 * );
 * console.log(document.toText());
 */
export function minimize(document: PolicyDocument, options: MinimizeOptions = {}): MinimizedDocument {
  const budget = new Budget();
  const compactions: Compaction[] = [];
  // Sorted first, so that the order in the document has no effect.
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
    document: new PolicyDocument(drafts.map(statementOf)).sayingToExist(document.saidToExist),
    complete: !budget.exhausted,
    compactions: uniqueByPattern(compactions),
  };
}

function uniqueByPattern(compactions: readonly Compaction[]): readonly Compaction[] {
  const byPattern = new Map(compactions.map((one) => [one.pattern, one]));
  return [...byPattern.values()].sort((a, b) => compareText(a.pattern, b.pattern));
}

/** Joins, removes and arranges while that saves bytes. */
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
