import { partlyKnown } from "../patterns/partly-known";
import { isPattern } from "../patterns/wildcard";
import type { Budget } from "./budget";

/** A pattern, and the number of its owner. */
export interface OwnedPattern {
  readonly pattern: string;
  readonly owner: number;
}

/**
 * Finds patterns that may cover a given pattern, without trying all of them. A pattern covers only patterns that
 * contain each of its literal words. It is therefore indexed by the word, or part of a word, that the fewest other
 * patterns have.
 */
export class PatternIndex {
  private readonly byText = new Map<string, number[]>();
  private readonly byWord = new Map<string, number[]>();
  /** Patterns without literal words. */
  private readonly wordless: number[] = [];
  /** Lengths of the indexed words, by kind. */
  private readonly lengths = new Map<string, Set<number>>();

  /**
   * @param partsOf the parts of a pattern; if a pattern covers another one, each of its parts covers the same part of
   * it
   */
  public constructor(
    private readonly partsOf: (pattern: string) => readonly Part[],
    patterns: Iterable<OwnedPattern>,
  ) {
    const wide: { readonly owner: number; readonly words: readonly Word[] }[] = [];
    const counts = new Map<string, number>();
    for (const { pattern, owner } of patterns) {
      put(this.byText, pattern, owner);
      if (!isPattern(pattern) || partlyKnown(pattern).isUnknown) continue;
      const words = partsOf(pattern).flatMap(wordsOf);
      wide.push({ owner, words });
      for (const { key } of words) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (const { owner, words } of wide) {
      const [first, ...others] = words;
      if (first === undefined) {
        this.wordless.push(owner);
        continue;
      }
      const countOf = ({ key }: Word): number => counts.get(key) ?? 0;
      const rarest = others.reduce((least, one) => (countOf(one) < countOf(least) ? one : least), first);
      put(this.byWord, rarest.key, owner);
      const lengths = this.lengths.get(rarest.kind);
      if (lengths === undefined) this.lengths.set(rarest.kind, new Set([rarest.length]));
      else lengths.add(rarest.length);
    }
  }

  /**
   * Owners of patterns that may cover this one, until the budget is exceeded. Includes every owner of a covering
   * pattern. May return an owner twice.
   */
  public *candidates(pattern: string, budget: Budget): Generator<number> {
    for (const owners of this.lists(pattern)) {
      for (const owner of owners) {
        if (!budget.take()) return;
        yield owner;
      }
    }
  }

  /** Number of candidates, to choose between searches. */
  public count(pattern: string): number {
    let count = 0;
    for (const { length } of this.lists(pattern)) count += length;
    return count;
  }

  private *lists(pattern: string): Generator<readonly number[]> {
    const equal = this.byText.get(pattern);
    if (equal !== undefined) yield equal;
    yield this.wordless;
    const seen = new Set<string>();
    for (const part of this.partsOf(partlyKnown(pattern).widest)) {
      for (const key of this.keysIn(part)) {
        const owners = seen.has(key) ? undefined : this.byWord.get(key);
        seen.add(key);
        if (owners !== undefined) yield owners;
      }
    }
  }

  /** Keys of all words that a pattern may have if it covers this part. */
  private *keysIn({ name, text }: Part): Generator<string> {
    if (!isPattern(text)) yield `${name}=${text}`;
    const runs = text.split(/[*?]+/);
    const [prefix, suffix] = [runs[0] ?? "", runs.at(-1) ?? ""];
    for (const length of this.lengths.get(`${name}^`) ?? []) {
      if (length <= prefix.length) yield `${name}^${prefix.slice(0, length)}`;
    }
    for (const length of this.lengths.get(`${name}$`) ?? []) {
      if (length <= suffix.length) yield `${name}$${suffix.slice(suffix.length - length)}`;
    }
    for (const length of this.lengths.get(`${name}~`) ?? []) {
      for (const run of runs) {
        for (let at = 0; at + length <= run.length; at++) yield `${name}~${run.slice(at, at + length)}`;
      }
    }
  }
}

/** A named part of a pattern. Parts with the same name are compared with each other. */
export interface Part {
  readonly name: string;
  readonly text: string;
}

/** A word that a pattern can be indexed by. */
interface Word {
  readonly key: string;
  readonly kind: string;
  readonly length: number;
}

/** Lengths of parts of words; the longest one that fits is used. */
const stretches = [8, 4, 2, 1] as const;

/** The whole part if it has no wildcards; otherwise its beginning, its end, and parts of its words. */
function wordsOf({ name, text }: Part): readonly Word[] {
  if (!isPattern(text)) return [{ key: `${name}=${text}`, kind: `${name}=`, length: text.length }];
  const runs = text.split(/[*?]+/);
  const [prefix, suffix] = [runs[0] ?? "", runs.at(-1) ?? ""];
  const words: Word[] = [];
  const add = (kind: string, word: string): void => {
    if (word !== "") words.push({ key: `${name}${kind}${word}`, kind: `${name}${kind}`, length: word.length });
  };
  add("^", prefix);
  add("$", suffix);
  for (const run of runs) {
    const length = stretches.find((one) => one <= run.length) ?? run.length;
    for (let at = 0; length > 0 && at + length <= run.length; at++) add("~", run.slice(at, at + length));
  }
  return words;
}

function put(index: Map<string, number[]>, key: string, owner: number): void {
  const owners = index.get(key);
  if (owners === undefined) index.set(key, [owner]);
  // Entries of the same owner are added one after the other.
  else if (owners.at(-1) !== owner) owners.push(owner);
}
