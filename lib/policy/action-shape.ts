import { partlyKnown } from "./patterns/partly-known";
import { patternsOverlap } from "./patterns/wildcard";

/** Whether a text can be the action of a request, `ram-code:ActionName`, or a pattern that covers one. */
export function canBeAction(text: string): boolean {
  if (/^[A-Za-z0-9-]+:[A-Za-z0-9*?-]+$/.test(text)) return true;
  const { widest } = partlyKnown(text);
  return /^[A-Za-z0-9:*?-]+$/.test(widest) && patternsOverlap(widest, "?*:?*");
}
