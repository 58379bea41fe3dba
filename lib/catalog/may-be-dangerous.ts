import { hasToken, isPattern } from "../policy";
import { isDangerous } from "./access-class";
import type { CatalogAction } from "./service";

/**
 * Whether an action is or may be dangerous. An action that the catalog lacks counts as dangerous, unless its name says
 * that it only reads, creates or changes something and does not sound like a secret.
 */
export function mayBeDangerous(action: CatalogAction): boolean {
  if (isDangerous(action) || isPattern(action.name) || hasToken(action.name)) return true;
  if (action.provenance.length > 0) return false;
  return action.level === "none" || /secret|token|credential|password|certificate|key/i.test(action.name);
}
