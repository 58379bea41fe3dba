import type { KnownAction, KnownCode } from "./generated/actions";

declare const uncheckedMark: unique symbol;

/** An action that the catalog need not know. Made by {@link unchecked}. */
export type UncheckedAction = string & { readonly [uncheckedMark]: true };

/** Actions by pattern, e.g. `agentrun:Get*`. */
export type ActionPattern = `${KnownCode}:${string}*${string}`;

/** What names actions: a known action, a pattern of a known service, or an action that is explicitly not checked. */
export type ActionName = KnownAction | ActionPattern | UncheckedAction;

const uncheckedActions = new Set<string>();

/**
 * Takes an action as it is, e.g. one that is newer than the catalog. RAM ignores actions that do not exist, so a typo
 * here is silent.
 */
export function unchecked(action: string): UncheckedAction {
  uncheckedActions.add(action);
  return action as UncheckedAction; // the mark exists for the compiler only
}

/** Whether an action was passed through {@link unchecked}. */
export function isUnchecked(action: string): boolean {
  return uncheckedActions.has(action);
}
