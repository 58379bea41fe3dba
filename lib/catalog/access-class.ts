import { escalatingActions } from "../policy";
import { saysRemoval } from "../policy/verb-class";
import { namedPartOf } from "./asked-by-name";
import { dataFiles } from "./data-files";
import { lazy } from "./lazy";
import { judgement } from "./reviewed-actions";
import type { CatalogAction } from "./service";
import { foldCase } from "../policy/letter-case";

/** How a feature is used: `view` reads, `manage` changes, `invoke` calls agents, sandboxes, flows and functions. */
export const accessClasses = ["view", "manage", "invoke"] as const;

/** How a feature is used; see {@link accessClasses}. */
export type AccessClass = (typeof accessClasses)[number];

/** The access class of an action. An action that may do more than read counts as `manage`. */
export function accessClassOf({ name, level }: Pick<CatalogAction, "name" | "level">): AccessClass {
  return (
    judgement(dataFiles.reviewedActions().classes, name)?.class ??
    (level === "get" || level === "list" ? "view" : "manage")
  );
}

/** Whether an action is for getting a secret. No feature grants these; a request must name them. */
export function returnsSecret(name: string): boolean {
  return judgement(dataFiles.reviewedActions().secrets, name) !== undefined;
}

/**
 * Whether features and patterns include an action. They never include secrets, shells and `ram:PassRole`, which on all
 * roles gives the permissions of any role in the account. A request must name these.
 */
export function isSweptIn(name: string): boolean {
  return namedPartOf(name) === undefined;
}

/** Whether an action removes something permanently, judged by its level or its name. */
export function removesForGood({ name, level }: Pick<CatalogAction, "name" | "level">): boolean {
  if (level === "delete") return true;
  return saysRemoval(name) && !Object.hasOwn(dataFiles.reviewedActions().removals.recoverable, name);
}

const escalating = lazy(() => new Set(escalatingActions.map(({ action }) => foldCase(action))));

/** Whether an action removes something, grants permissions, opens a shell or returns secrets. */
export function isDangerous(action: Pick<CatalogAction, "name" | "level">): boolean {
  const { name } = action;
  return (
    removesForGood(action) ||
    returnsSecret(name) ||
    judgement(dataFiles.reviewedActions().shell, name) !== undefined ||
    judgement(dataFiles.reviewedActions().dangerous, name) !== undefined ||
    escalating().has(foldCase(name))
  );
}
