import { partlyKnown } from "../patterns/partly-known";
import { isPattern } from "../patterns/wildcard";
import type { Budget } from "./budget";

/** A pattern, and the number of what it belongs to. */
export interface OwnedPattern {
  readonly pattern: string;
  readonly owner: number;
}

/**
 * Finds, among many patterns, those that may cover another one, without looking at each of them. A pattern covers only
 * patterns that have each of its literal words, so it is kept under the word, or the stretch of one, that the fewest
 * others have.
 */
export class PatternIndex {
  private readonly byText = new Map<string, number[]>();
  private readonly byWord = new Map<string, number[]>();
  /** Patterns of wildcards only. */
  private readonly wordless: number[] = [];
  /** Lengths of words that patterns are kept under, by their kind. */
  private readonly lengths = new Map<string, Set<number>>();

  /** @param partsOf the parts of a pattern; where one pattern covers another, so does each of its parts in turn */
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
   * Owners of patterns that may cover this one, as long as the budget lasts: every owner of one that does is among them.
   * An owner may come twice.
   */
  public *candidates(pattern: string, budget: Budget): Generator<number> {
    for (const owners of this.lists(pattern)) {
      for (const owner of owners) {
        if (!budget.take()) return;
        yield owner;
      }
    }
  }

  /** How many candidates there are, for choosing between searches. */
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

  /** Keys of all words that a pattern may have which covers this part. */
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

/** A part of a pattern under a name: parts of one name are compared with each other. */
export interface Part {
  readonly name: string;
  readonly text: string;
}

/** What a pattern can be kept under. */
interface Word {
  readonly key: string;
  readonly kind: string;
  readonly length: number;
}

/** Lengths of stretches within words, the longest that fits each word. */
const stretches = [8, 4, 2, 1] as const;

/** All of a part without wildcards; else what it begins and ends with, and stretches of its words. */
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
  // What belongs to one owner comes together.
  else if (owners.at(-1) !== owner) owners.push(owner);
}
