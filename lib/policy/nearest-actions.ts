import { editDistance } from "./edit-distance";
import { foldCase } from "./letter-case";
import { nearestNames } from "./nearest";
import { verbClasses } from "./verb-class";

/**
 * The known actions or APIs that a misspelt one may stand for, the closest first. A name that reads is never offered for
 * one that changes or removes, nor the other way about: the fix would grant something else. Where no verb is certain,
 * only names with almost the same letters are offered.
 */
export function nearestActionNames(text: string, known: readonly string[], count: number): readonly string[] {
  return nearestNames(text, known, known.length)
    .filter((candidate) => mayBeMeant(text, candidate))
    .slice(0, count);
}

/** Whether a known action may be meant by a misspelt one: it does the same kind of thing, and to something like it. */
export function mayBeMeant(text: string, candidate: string): boolean {
  const [written, offered] = [text, candidate].map(nameOf) as [string, string]; // map keeps the length
  const classes = verbClasses(text);
  if (classes.length === 0) return editDistance(written, offered, 2) <= 2;
  if (!verbClasses(candidate).some((one) => classes.includes(one))) return false;
  // The RAM code, which both have, must not make up for a difference in the name.
  return editDistance(written, offered) <= Math.max(2, Math.floor(written.length / 3));
}

function nameOf(action: string): string {
  return foldCase(action.slice(action.indexOf(":") + 1));
}
