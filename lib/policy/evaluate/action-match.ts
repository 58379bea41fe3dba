import { partlyKnown } from "../patterns/partly-known";
import { patternContains } from "../patterns/pattern-relation";
import { isPattern, matchesPattern, patternsOverlap } from "../patterns/wildcard";
import { type Truth, any } from "./truth";
import { foldCase } from "../letter-case";

/** An action of a request, prepared for all statements: in lower case, with `*` for unknown text. */
export interface RequestedAction {
  readonly text: string;
  readonly isUnknown: boolean;
}

export function readAction(text: string): RequestedAction {
  const { widest, isUnknown } = partlyKnown(text);
  return { text: foldCase(widest), isUnknown };
}

/** Whether a list of action patterns matches an action, without regard to case. */
export type ActionMatcher = (action: RequestedAction) => Truth;

/** Makes a matcher. Names are looked up in a set, patterns are tried one by one. */
export function actionMatcher(patterns: readonly string[]): ActionMatcher {
  const names = new Set<string>();
  const prefixes: string[] = [];
  const others: string[] = [];
  const unknown: string[] = [];
  for (const pattern of patterns) {
    const { text, isUnknown } = readAction(pattern);
    if (isUnknown) unknown.push(text);
    else if (!isPattern(text)) names.add(text);
    else if (/^[^*?]*\*$/.test(text)) prefixes.push(text.slice(0, -1));
    else others.push(text);
  }
  const known = (text: string): Truth => {
    if (names.has(text)) return true;
    if (prefixes.some((prefix) => text.startsWith(prefix))) return true;
    if (others.some((pattern) => matchesPattern(pattern, text))) return true;
    return unknown.some((pattern) => matchesPattern(pattern, text)) ? "unknown" : false;
  };
  return ({ text, isUnknown }) => (isUnknown ? coversUnknown(patterns, text) : known(text));
}

/** True if one pattern matches all possible values of the action, false if none matches any of them. */
function coversUnknown(patterns: readonly string[], widest: string): Truth {
  return any(
    patterns.map((pattern) => {
      const { text, isUnknown } = readAction(pattern);
      if (!isUnknown && patternContains(text, widest)) return true;
      return patternsOverlap(text, widest) ? "unknown" : false;
    }),
  );
}
