import { actionFacts } from "../action-facts";

/**
 * The actions, and those that RAM's pages say that their callers must be allowed too, as far as these are taken; and
 * what these depend on in turn.
 */
export function withDependentActions(
  names: readonly string[],
  isTaken: (name: string) => boolean = () => true,
): readonly string[] {
  const all = new Set(names);
  // A set visits what is added while it is walked.
  for (const name of all) for (const one of actionFacts(name).dependentActions.filter(isTaken)) all.add(one);
  return [...all];
}
