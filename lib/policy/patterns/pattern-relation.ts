import { charactersOf, matchesPattern, patternsOverlap } from "./wildcard";
import { foldCase } from "../letter-case";

/** How the texts that one pattern covers lie to those of another. */
export type PatternRelation = "equal" | "contains" | "contained" | "overlaps" | "disjoint";

/** The relation of the first pattern to the second, exact for any number of wildcards. Letter case counts. */
export function relatePatterns(first: string, second: string): PatternRelation {
  return relationOf(patternContains(first, second), patternContains(second, first), () =>
    patternsOverlap(first, second),
  );
}

/** The relation of the first action pattern to the second. RAM compares actions without regard to letter case. */
export function relateActions(first: string, second: string): PatternRelation {
  return relatePatterns(foldCase(first), foldCase(second));
}

/** One word for containment both ways; `overlaps` is asked only where neither contains the other. */
export function relationOf(contains: boolean, contained: boolean, overlaps: () => boolean): PatternRelation {
  if (contains && contained) return "equal";
  if (contains) return "contains";
  if (contained) return "contained";
  return overlaps() ? "overlaps" : "disjoint";
}

/**
 * Whether every text that `narrower` covers is covered by `wider` too. Time is the product of both lengths at most.
 *
 * It is enough to look at the hardest text that `narrower` covers. Each `?` in it is a character that occurs in neither
 * pattern. Each `*` is nothing where `wider` still waits for characters of any kind, and elsewhere so many such
 * characters that no word of `wider` reaches across them.
 */
export function patternContains(wider: string, narrower: string): boolean {
  if (wider === narrower) return true;
  const words = wordsOf(wider);
  const runs = wordsOf(narrower);
  // Without a star, `narrower` is such a text itself: its `?` is matched by `?` and `*` only.
  if (runs.length === 1) return matchesPattern(wider, narrower);
  if (words.length === 1) return false;
  const { ends, between, anyAtEnd } = readWords(words);
  const [head = [], tail = []] = [runs[0], runs.at(-1)];
  const [start, end] = ends;
  if (!standsAt(start, head, 0) || !standsAt(end, tail, tail.length - end.length)) return false;
  const rest = [head.slice(start.length), ...runs.slice(1, -1), tail.slice(0, tail.length - end.length)];
  return foundInOrder(between, anyAtEnd, rest);
}

type Characters = readonly string[];

/** What stands between the stars of a pattern. */
function wordsOf(pattern: string): readonly Characters[] {
  const words: string[][] = [[]];
  for (const character of Array.from(charactersOf(pattern))) {
    if (character === "*") words.push([]);
    else words.at(-1)?.push(character);
  }
  return words;
}

/** A word, and how many characters of any kind must come before it. It begins and ends with a character of its own. */
interface Step {
  readonly any: number;
  readonly word: Characters;
}

/** The words of a pattern with at least one star; `?` beside a star counts as a character of any kind in the gap. */
function readWords(words: readonly Characters[]): {
  readonly ends: readonly [start: Characters, end: Characters];
  readonly between: readonly Step[];
  readonly anyAtEnd: number;
} {
  const [first = [], last = []] = [words[0], words.at(-1)];
  const start = first.slice(0, lengthWithoutTail(first));
  const between: Step[] = [];
  let any = first.length - start.length;
  for (const word of words.slice(1, -1)) {
    const end = lengthWithoutTail(word);
    const begin = countHead(word);
    if (end === 0) any += word.length;
    else {
      between.push({ any: any + begin, word: word.slice(begin, end) });
      any = word.length - end;
    }
  }
  return { ends: [start, last.slice(countHead(last))], between, anyAtEnd: any + countHead(last) };
}

/** How many `?` a word begins with. */
function countHead(word: Characters): number {
  const index = word.findIndex((character) => character !== "?");
  return index === -1 ? word.length : index;
}

/** The length of a word without the `?` that it ends with. */
function lengthWithoutTail(word: Characters): number {
  let length = word.length;
  while (word[length - 1] === "?") length--;
  return length;
}

/** Whether the words occur in the runs, one after the other: the earliest place for each leaves most to the others. */
function foundInOrder(steps: readonly Step[], anyAtEnd: number, runs: readonly Characters[]): boolean {
  let step = 0;
  let waiting = steps[0]?.any ?? anyAtEnd;
  for (const run of runs) {
    let position = 0;
    for (;;) {
      const skipped = Math.min(waiting, run.length - position);
      position += skipped;
      waiting -= skipped;
      if (waiting > 0) break;
      const { word } = steps[step] ?? {};
      if (word === undefined) return true;
      const place = indexOf(word, run, position);
      if (place === -1) break;
      position = place + word.length;
      waiting = steps[++step]?.any ?? anyAtEnd;
    }
  }
  return step === steps.length && waiting === 0;
}

function indexOf(word: Characters, run: Characters, from: number): number {
  for (let place = from; place + word.length <= run.length; place++) if (standsAt(word, run, place)) return place;
  return -1;
}

/** Whether the word covers the run at a place; `?` of the run is a character that only `?` covers. */
function standsAt(word: Characters, run: Characters, place: number): boolean {
  if (place < 0 || place + word.length > run.length) return false;
  return word.every((character, index) => character === "?" || character === run[place + index]);
}
