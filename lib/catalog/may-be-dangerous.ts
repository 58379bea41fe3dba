import { escalatingActions, hasToken, isPattern } from "../policy";
import { isDangerous } from "./access-class";
import type { CatalogAction } from "./service";

const escalating = new Set(escalatingActions.map(({ action }) => action.toLowerCase()));

/**
 * Whether an action is dangerous, or may be: an action that the catalog lacks counts as dangerous unless its name says
 * that it only reads, makes or changes something, and nothing in it sounds like a secret.
 */
export function mayBeDangerous(action: CatalogAction): boolean {
  if (action.provenance.length > 0) return isDangerous(action);
  return (
    isPattern(action.name) ||
    hasToken(action.name) ||
    ["delete", "none"].includes(action.level) ||
    escalating.has(action.name.toLowerCase()) ||
    /secret|token|credential|password|certificate|key/i.test(action.name)
  );
}
