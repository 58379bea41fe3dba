import type { AssumptionSwitches } from "../policy";

/**
 * Which page decides on the resources of actions about which the vendor's pages contradict each other.
 *
 * - `documented`: the authorization page, which has them on all resources only
 * - `practice`: the workspace practice page, whose policies limit them to a workspace
 */
export type WorkspaceScope = (typeof workspaceScopes)[number];

/** All choices, the more cautious one first: if its page is wrong, calls are refused, but nothing is open too wide. */
export const workspaceScopes = ["practice", "documented"] as const;

/** The switches with which an evaluation takes one page to be right; without a choice, it considers both. */
export function switchesFor(scope: WorkspaceScope | undefined): AssumptionSwitches {
  return scope === undefined ? {} : { practicePageHolds: scope === "practice" };
}
