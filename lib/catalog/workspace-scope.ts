import type { AssumptionSwitches } from "../policy";

/**
 * Which page decides on the resources of actions about which the vendor's pages contradict each other.
 *
 * - `documented`: the authorization page, which has them on all resources only
 * - `practice`: the workspace practice page, whose policies limit them to a workspace
 */
export type WorkspaceScope = (typeof workspaceScopes)[number];

/** All choices, the more cautious one first: if its page is wrong, calls are refused, but nothing is granted too widely. */
export const workspaceScopes = ["practice", "documented"] as const;

/** The switches for an evaluation that follows one of the pages. Without a choice, it considers both. */
export function switchesFor(scope: WorkspaceScope | undefined): AssumptionSwitches {
  return scope === undefined ? {} : { practicePageHolds: scope === "practice" };
}
