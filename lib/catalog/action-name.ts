import type { KnownAction, KnownCode } from "./generated/actions";

declare const uncheckedMark: unique symbol;

/** An action that the catalog does not have to know. Made by {@link unchecked}. */
export type UncheckedAction = string & { readonly [uncheckedMark]: true };

/** A pattern of actions, e.g. `agentrun:Get*`. */
export type ActionPattern = `${KnownCode}:${string}*${string}`;

/** A known action, a pattern of a known service, or an action that is explicitly not checked. */
export type ActionName = KnownAction | ActionPattern | UncheckedAction;

/** Prefix of an unchecked action. Names of actions contain no spaces, so it cannot be part of one. */
const mark = "unchecked ";

/**
 * Accepts an action without a check, e.g. one that is newer than the catalog. RAM ignores actions that do not exist, so
 * a typo here has no error. Pass the result to functions and constructs of this library only.
 *
 * @example
 * new LeastPrivilege(this, "Bots", { actions: [unchecked("agentrun:GetIMBot")] });
 */
export function unchecked(action: string): UncheckedAction {
  return `${mark}${plainAction(action)}` as UncheckedAction; // the brand exists for the compiler only
}

/** Whether an action was made by {@link unchecked}. */
export function isUnchecked(action: string): boolean {
  return action.startsWith(mark);
}

/** The action without the mark, as RAM expects it. */
export function plainAction(action: string): string {
  return isUnchecked(action) ? action.slice(mark.length) : action;
}

/** The actions among these that were made by {@link unchecked}, as RAM expects them. */
export function uncheckedAmong(actions: readonly string[]): readonly string[] {
  return actions.filter(isUnchecked).map(plainAction);
}
