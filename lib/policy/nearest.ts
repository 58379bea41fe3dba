import { editDistance } from "./edit-distance";
import { foldCase } from "./letter-case";

interface Ranked {
  readonly candidate: string;
  /** Letters to insert, delete or replace, ignoring case. */
  readonly distance: number;
}

/**
 * The known name that was probably meant: the one with the fewest letters to insert, delete or replace, ignoring case.
 *
 * @returns undefined if more than two letters differ, or if two known names are equally close
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > 64) return undefined; // longer than any name plus two letters, and slow to compare
  const [first, second] = ranked(name, known, 2);
  return first?.distance === second?.distance ? undefined : first?.candidate;
}

/**
 * The names closest to a text, ignoring case, the closest first: at most `count`, and none that differs in more than two
 * letters and more than a third of the text.
 */
export function nearestNames(text: string, known: readonly string[], count: number): readonly string[] {
  if (text.length > 200) return []; // longer than any name, and slow to compare
  return ranked(text, known, Math.max(2, Math.floor(text.length / 3)))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** Names within the limit, the closest first. */
function ranked(text: string, candidates: readonly string[], limit: number): readonly Ranked[] {
  return candidates
    .map((candidate) => ({ candidate, distance: editDistance(foldCase(text), foldCase(candidate), limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
}
