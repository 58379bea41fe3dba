import { partlyKnown } from "../partly-known";
import { isPattern } from "../wildcard";

/** Finds, among many patterns, those that may cover another one, without looking at each of them. */
export class PatternIndex {
  private readonly byText = new Map<string, Set<number>>();
  private readonly byPrefix = new Map<string, Set<number>>();

  /** @param owner number of what the pattern belongs to */
  public add(pattern: string, owner: number): void {
    put(this.byText, pattern, owner);
    if (isPattern(pattern) && !partlyKnown(pattern).isUnknown) put(this.byPrefix, literalPrefix(pattern), owner);
  }

  /** Owners of patterns that may cover this one; every owner of one that does is among them. */
  public candidates(pattern: string): readonly number[] {
    const owners = new Set(this.byText.get(pattern));
    const prefix = literalPrefix(partlyKnown(pattern).widest);
    for (let length = 0; length <= prefix.length; length++) {
      for (const owner of this.byPrefix.get(prefix.slice(0, length)) ?? []) owners.add(owner);
    }
    return [...owners];
  }

  /** As many as {@link candidates} at most, for choosing between searches. */
  public count(pattern: string): number {
    const prefix = literalPrefix(partlyKnown(pattern).widest);
    let count = this.byText.get(pattern)?.size ?? 0;
    for (let length = 0; length <= prefix.length; length++) {
      count += this.byPrefix.get(prefix.slice(0, length))?.size ?? 0;
    }
    return count;
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
