import { charactersOf, matchesPattern, patternsOverlap } from "./wildcard";
import { foldCase } from "../letter-case";

/** The relation between the texts that two patterns match. */
export type PatternRelation = "equal" | "contains" | "contained" | "overlaps" | "disjoint";

/** The relation of the first pattern to the second. Exact for any number of wildcards. Case-sensitive. */
export function relatePatterns(first: string, second: string): PatternRelation {
  return relationOf(patternContains(first, second), patternContains(second, first), () =>
    patternsOverlap(first, second),
  );
}

/** The relation of the first action pattern to the second, without regard to letter case, as in RAM. */
export function relateActions(first: string, second: string): PatternRelation {
  return relatePatterns(foldCase(first), foldCase(second));
}

/** Combines containment in both directions. `overlaps` is only called if neither contains the other. */
export function relationOf(contains: boolean, contained: boolean, overlaps: () => boolean): PatternRelation {
  if (contains && contained) return "equal";
  if (contains) return "contains";
  if (contained) return "contained";
  return overlaps() ? "overlaps" : "disjoint";
}

/**
 * Whether `wider` matches every text that `narrower` matches. Takes at most time proportional to the product of the
 * lengths.
 *
 * It is enough to test the hardest text that `narrower` matches. Each `?` becomes a character that occurs in neither
 * pattern. Each `*` becomes nothing where `wider` still needs arbitrary characters, and otherwise so many such
 * characters that no word of `wider` can span them.
 */
export function patternContains(wider: string, narrower: string): boolean {
  if (wider === narrower) return true;
  const words = wordsOf(wider);
  const runs = wordsOf(narrower);
  // Without a star, `narrower` itself is such a text: only `?` and `*` match its `?`.
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

/** The texts between the stars of a pattern. */
function wordsOf(pattern: string): readonly Characters[] {
  const words: string[][] = [[]];
  for (const character of Array.from(charactersOf(pattern))) {
    if (character === "*") words.push([]);
    else words.at(-1)?.push(character);
  }
  return words;
}

/** A word, and the number of arbitrary characters that must precede it. It begins and ends with a literal character. */
interface Step {
  readonly any: number;
  readonly word: Characters;
}

/** The words of a pattern with at least one star. `?` next to a star counts as an arbitrary character in the gap. */
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

/** Number of `?` at the beginning of a word. */
function countHead(word: Characters): number {
  const index = word.findIndex((character) => character !== "?");
  return index === -1 ? word.length : index;
}

/** Length of a word without the `?` at its end. */
function lengthWithoutTail(word: Characters): number {
  let length = word.length;
  while (word[length - 1] === "?") length--;
  return length;
}

/** Whether the words occur in the runs in order. Greedy: the earliest position of each leaves most for the others. */
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

/** Whether the word matches the run at a position. A `?` of the run is a character that only `?` matches. */
function standsAt(word: Characters, run: Characters, place: number): boolean {
  if (place < 0 || place + word.length > run.length) return false;
  return word.every((character, index) => character === "?" || character === run[place + index]);
}
