import { knownActions } from "../../catalog";
import { contestedResource } from "../../policy/evaluate/contested-resource";
import { isAnyResource } from "../../policy/patterns/resource-pattern";
import type { PermissionRow, ReviewRow } from "../report/review-report";

/** Actions of a row for which the vendor's pages state different resources. */
export interface ContestedActions {
  /** Sorted. */
  readonly actions: readonly string[];
  /** Which page says what, and when. */
  readonly about: string;
}

/**
 * The actions of a row that are granted or lost on its resources only if one of two pages is right. On all resources, they
 * are granted whichever page is right.
 */
export function contestedActions(row: ReviewRow): readonly ContestedActions[] {
  if (row.kind !== "permission" || isOnAll(row)) return [];
  const byText = new Map<string, Set<string>>();
  for (const action of row.knownActions) {
    for (const resource of row.resources) {
      const about = contestedResource({ action, resource }, knownActions)?.about;
      if (about !== undefined) byText.set(about, (byText.get(about) ?? new Set()).add(action));
    }
  }
  return [...byText].map(([about, actions]) => ({ actions: [...actions].sort(), about }));
}

/** The contested actions of a row, in words. */
export function contestedWords(row: ReviewRow): readonly string[] {
  return contestedActions(row).map(({ actions, about }) => `contested: ${actions.join(", ")}: ${about}`);
}

function isOnAll({ resourceElement, resources }: PermissionRow): boolean {
  return resourceElement === "NotResource" || resources.some(isAnyResource);
}
