import type { AccessLevel } from "./access-level";
import { dataFiles } from "./data-files";
import { foldCase } from "../policy/letter-case";

/** Levels by verb, and exceptions for actions with a misleading verb. */
export interface InferredLevels {
  readonly verbs: Readonly<Record<string, AccessLevel>>;
  readonly actions: Readonly<Record<string, { readonly level: AccessLevel }>>;
}

/**
 * An access level inferred from the verb of an action. An unknown verb counts as a change. RAM compares names without
 * regard to case, so a name without capitals is read by its prefix.
 */
export function inferredLevel(action: string): AccessLevel {
  const { verbs, actions } = dataFiles.inferredLevels();
  const name = action.slice(action.indexOf(":") + 1);
  const words = /^[A-Z][a-z]+/.exec(name)?.[0];
  return actions[action]?.level ?? (words === undefined ? levelOfBeginning(name) : verbs[words]) ?? "none";
}

function levelOfBeginning(name: string): AccessLevel | undefined {
  const { verbs } = dataFiles.inferredLevels();
  const verb = Object.keys(verbs).find((one) => foldCase(name).startsWith(foldCase(one)));
  return verb === undefined ? undefined : verbs[verb];
}
