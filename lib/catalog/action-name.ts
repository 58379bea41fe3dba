import type { KnownAction, KnownCode } from "./generated/actions";
import { foldCase } from "../policy/letter-case";

declare const uncheckedMark: unique symbol;

/** An action that the catalog need not know. Made by {@link unchecked}. */
export type UncheckedAction = string & { readonly [uncheckedMark]: true };

/** Actions by pattern, e.g. `agentrun:Get*`. */
export type ActionPattern = `${KnownCode}:${string}*${string}`;

/** What names actions: a known action, a pattern of a known service, or an action that is explicitly not checked. */
export type ActionName = KnownAction | ActionPattern | UncheckedAction;

/** Begins a text that stands for an unchecked action. No action of RAM holds a space, so none is taken for one. */
const mark = "unchecked ";

const saidToExist = new Set<string>();

/**
 * Takes an action as it is, e.g. one that is newer than the catalog. RAM ignores actions that do not exist, so a typo
 * here is silent. What comes back is for this library's own functions and constructs; elsewhere it is no action.
 */
export function unchecked(action: string): UncheckedAction {
  saidToExist.add(foldCase(plainAction(action)));
  return `${mark}${plainAction(action)}` as UncheckedAction; // the brand exists for the compiler only
}

/** Whether an action was made by {@link unchecked}. */
export function isUnchecked(action: string): boolean {
  return action.startsWith(mark);
}

/** The action as RAM takes it. */
export function plainAction(action: string): string {
  return isUnchecked(action) ? action.slice(mark.length) : action;
}

/** Whether someone said of exactly this action, not of a pattern, that it exists. For warnings only. */
export function isSaidToExist(action: string): boolean {
  return saidToExist.has(foldCase(action));
}
