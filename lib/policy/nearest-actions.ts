import { editDistance } from "./edit-distance";
import { foldCase } from "./letter-case";
import { nearestNames } from "./nearest";
import { verbClasses } from "./verb-class";

/**
 * Known actions or APIs with names close to a misspelt one, the closest first. An action that reads is never suggested
 * for one that changes or removes, and vice versa, because the fix would grant something else. If the verb is unclear,
 * only names with almost the same letters are suggested.
 */
export function nearestActionNames(text: string, known: readonly string[], count: number): readonly string[] {
  return nearestNames(text, known, known.length)
    .filter((candidate) => mayBeMeant(text, candidate))
    .slice(0, count);
}

/** Whether a misspelt action may stand for a known one: both do the same kind of thing to a similar object. */
export function mayBeMeant(text: string, candidate: string): boolean {
  const [written, offered] = [text, candidate].map(nameOf) as [string, string]; // map keeps the length
  const classes = verbClasses(text);
  if (classes.length === 0) return editDistance(written, offered, 2) <= 2;
  if (!verbClasses(candidate).some((one) => classes.includes(one))) return false;
  // Without the RAM code, because equal codes must not make up for different names.
  return editDistance(written, offered) <= Math.max(2, Math.floor(written.length / 3));
}

function nameOf(action: string): string {
  return foldCase(action.slice(action.indexOf(":") + 1));
}
