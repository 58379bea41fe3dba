import { isPattern, matchesPattern } from "../wildcard";
import type { Truth } from "./truth";
import { partlyKnown } from "../partly-known";

/** Whether some action patterns cover an action. Actions are compared without regard to case. */
export type ActionMatcher = (lowerCaseAction: string) => Truth;

/** Makes a matcher: whole names are looked up, patterns are tried one by one. */
export function actionMatcher(patterns: readonly string[]): ActionMatcher {
  const names = new Set<string>();
  const prefixes: string[] = [];
  const others: string[] = [];
  const unknown: string[] = [];
  for (const pattern of patterns) {
    const { widest, isUnknown } = partlyKnown(pattern.toLowerCase());
    if (isUnknown) unknown.push(widest);
    else if (!isPattern(widest)) names.add(widest);
    else if (/^[^*?]*\*$/.test(widest)) prefixes.push(widest.slice(0, -1));
    else others.push(widest);
  }
  return (action) => {
    if (names.has(action)) return true;
    if (prefixes.some((prefix) => action.startsWith(prefix))) return true;
    if (others.some((pattern) => matchesPattern(pattern, action))) return true;
    return unknown.some((pattern) => matchesPattern(pattern, action)) ? "unknown" : false;
  };
}
