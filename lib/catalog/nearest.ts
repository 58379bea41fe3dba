import { editDistance } from "../policy/edit-distance";

/** The candidates that differ least from a text, without regard to case: at most `count`, none that is unlike it. */
export function nearest(text: string, candidates: readonly string[], count: number): readonly string[] {
  if (text.length > 200) return []; // longer than any name, and slow to compare
  const limit = Math.max(2, Math.floor(text.length / 3));
  return candidates
    .map((candidate) => ({ candidate, distance: editDistance(text.toLowerCase(), candidate.toLowerCase(), limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
