import { escalatingActions } from "../policy";
import { dataFiles } from "./data-files";
import { lazy } from "./lazy";
import type { CatalogAction } from "./service";
import { foldCase } from "../policy/letter-case";

/** How a feature is used: `view` reads, `manage` changes, `invoke` calls agents, sandboxes, flows and functions. */
export const accessClasses = ["view", "manage", "invoke"] as const;

export type AccessClass = (typeof accessClasses)[number];

/** Reviewed exceptions, each with its reason; everything else follows from the access level. */
export type ReviewedActions = Readonly<
  Record<"invoke" | "view" | "secret" | "dangerous", Readonly<Record<string, string>>>
>;

/** Which use of a feature an action belongs to. What does not certainly read counts as `manage`. */
export function accessClassOf({ name, level }: Pick<CatalogAction, "name" | "level">): AccessClass {
  if (Object.hasOwn(dataFiles.accessClasses().invoke, name)) return "invoke";
  return level === "get" || level === "list" || Object.hasOwn(dataFiles.accessClasses().view, name) ? "view" : "manage";
}

/** Whether an action returns a secret. No feature grants these; they are asked for by name. */
export function returnsSecret(name: string): boolean {
  return Object.hasOwn(dataFiles.accessClasses().secret, name);
}

/**
 * Whether features and patterns take an action along. They never take secrets, nor `ram:PassRole`, which on all roles
 * hands out whatever any role of the account may do: these are asked for by name.
 */
export function isSweptIn(name: string): boolean {
  return !returnsSecret(name) && name !== "ram:PassRole";
}

const escalating = lazy(() => new Set(escalatingActions.map(({ action }) => foldCase(action))));

/** Whether an action destroys something, hands out permissions or returns secrets. */
export function isDangerous({ name, level }: Pick<CatalogAction, "name" | "level">): boolean {
  const isReviewed = returnsSecret(name) || Object.hasOwn(dataFiles.accessClasses().dangerous, name);
  return level === "delete" || isReviewed || escalating().has(foldCase(name));
}
