import { partlyKnown } from "../patterns/partly-known";
import { isPattern } from "../patterns/wildcard";
import type { Budget } from "./budget";

/** Finds, among many patterns, those that may cover another one, without looking at each of them. */
export class PatternIndex {
  private readonly byText = new Map<string, Set<number>>();
  private readonly byPrefix = new Map<string, Set<number>>();

  /** @param keyOf the part of a pattern to look at; where one pattern covers another, so does its part */
  public constructor(private readonly keyOf: (pattern: string) => string) {}

  /** @param owner number of what the pattern belongs to */
  public add(pattern: string, owner: number): void {
    const key = this.keyOf(pattern);
    put(this.byText, key, owner);
    if (isPattern(key) && !partlyKnown(key).isUnknown) put(this.byPrefix, literalPrefix(key), owner);
  }

  /**
   * Owners of patterns that may cover this one, as long as the budget lasts: every owner of one that does is among them.
   * An owner may come twice.
   */
  public *candidates(pattern: string, budget: Budget): Generator<number> {
    for (const owners of this.sets(pattern)) {
      for (const owner of owners) {
        if (!budget.take()) return;
        yield owner;
      }
    }
  }

  /** How many candidates there are, for choosing between searches. */
  public count(pattern: string): number {
    let count = 0;
    for (const { size } of this.sets(pattern)) count += size;
    return count;
  }

  private *sets(pattern: string): Generator<ReadonlySet<number>> {
    const key = this.keyOf(pattern);
    const equal = this.byText.get(key);
    if (equal !== undefined) yield equal;
    const prefix = literalPrefix(partlyKnown(key).widest);
    for (let length = 0; length <= prefix.length; length++) {
      const owners = this.byPrefix.get(prefix.slice(0, length));
      if (owners !== undefined && owners !== equal) yield owners;
    }
  }
}

function put(index: Map<string, Set<number>>, key: string, owner: number): void {
  const owners = index.get(key);
  if (owners === undefined) index.set(key, new Set([owner]));
  else owners.add(owner);
}

/** What every text that a pattern covers begins with. */
function literalPrefix(pattern: string): string {
  return /^[^*?]*/.exec(pattern)?.[0] ?? "";
}
