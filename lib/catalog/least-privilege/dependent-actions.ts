import { actionFacts } from "../action-facts";

/**
 * Adds the actions that RAM's pages require callers to have too, recursively, if `isTaken` accepts them.
 */
export function withDependentActions(
  names: readonly string[],
  isTaken: (name: string) => boolean = () => true,
): readonly string[] {
  const all = new Set(names);
  // Iterating a set includes elements that are added meanwhile.
  for (const name of all) for (const one of actionFacts(name).dependentActions.filter(isTaken)) all.add(one);
  return [...all];
}
