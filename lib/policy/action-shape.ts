import { partlyKnown } from "./patterns/partly-known";
import { patternsOverlap } from "./patterns/wildcard";

/** Whether a text has the form of an action, `ram-code:ActionName`, or of a pattern that can match one. */
export function canBeAction(text: string): boolean {
  if (/^[A-Za-z0-9-]+:[A-Za-z0-9*?-]+$/.test(text)) return true;
  const { widest } = partlyKnown(text);
  return /^[A-Za-z0-9:*?-]+$/.test(widest) && patternsOverlap(widest, "?*:?*");
}
