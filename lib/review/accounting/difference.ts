import type { Configuration } from "../../terraform/configuration/configuration";
import type { Leaf } from "../../terraform/configuration/leaf";

/** A leaf that is not the same on both sides. */
export interface Difference {
  readonly path: readonly string[];
  /** The value as JSON; `undefined` if the side does not have the leaf. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The leaves in which two configurations differ, in the order of their ways. */
export function differencesOf(
  before: Configuration | undefined,
  after: Configuration | undefined,
): readonly Difference[] {
  const [was, is] = [leavesByPath(before), leavesByPath(after)];
  const keys = [...new Set([...was.keys(), ...is.keys()])].sort();
  return keys.flatMap((key): readonly Difference[] => {
    const [old, now] = [was.get(key), is.get(key)];
    const path = (old ?? now)?.path;
    return path === undefined || old?.value === now?.value ? [] : [{ path, before: old?.value, after: now?.value }];
  });
}

function leavesByPath(configuration: Configuration | undefined): ReadonlyMap<string, Leaf> {
  return new Map((configuration?.leaves ?? []).map((leaf) => [JSON.stringify(leaf.path), leaf]));
}
