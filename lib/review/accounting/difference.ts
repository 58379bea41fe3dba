import type { Configuration } from "../../terraform/configuration/configuration";
import type { Leaf } from "../../terraform/configuration/leaf";
import { type ValuePath, pathText } from "../../terraform/configuration/step";

/** A leaf that is not the same on both sides. */
export interface Difference {
  readonly path: ValuePath;
  /** The value as JSON; `undefined` if the side does not have the leaf. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/**
 * The leaves in which two configurations differ, in the order of their paths. If several leaves have the same path, each of
 * them counts.
 */
export function differencesOf(
  before: Configuration | undefined,
  after: Configuration | undefined,
): readonly Difference[] {
  const [was, is] = [leavesByWay(before), leavesByWay(after)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((text): readonly Difference[] => {
    const [old, now] = [was.get(text) ?? [], is.get(text) ?? []];
    const path = (old[0] ?? now[0])?.path;
    if (path === undefined) return [];
    const [gone, come] = [without(old, now), without(now, old)];
    return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => ({
      ...{ path, before: gone[index], after: come[index] },
    }));
  });
}

/** Values that the others do not have, each as often as it is missing. */
function without(leaves: readonly Leaf[], others: readonly Leaf[]): readonly string[] {
  const left = others.filter(({ isUnknown }) => isUnknown !== true).map(({ value }) => value);
  return leaves.flatMap(({ value, isUnknown }) => {
    const index = isUnknown === true ? -1 : left.indexOf(value);
    if (index === -1) return [value];
    left.splice(index, 1);
    return [];
  });
}

function leavesByWay(configuration: Configuration | undefined): ReadonlyMap<string, readonly Leaf[]> {
  const found = new Map<string, Leaf[]>();
  for (const leaf of configuration?.leaves ?? []) {
    const text = pathText(leaf.path);
    const same = found.get(text);
    if (same === undefined) found.set(text, [leaf]);
    else same.push(leaf);
  }
  return found;
}
