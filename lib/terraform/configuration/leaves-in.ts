import type { Leaf } from "./leaf";
import { type ValuePath, key } from "./step";

/** The leaves of a parsed JSON value. */
export function leavesIn(value: unknown, path: ValuePath): readonly Leaf[] {
  if (typeof value !== "object" || value === null) return [{ path, value: JSON.stringify(value) }];
  if (Array.isArray(value)) {
    if (value.length === 0) return [{ path, value: "[]" }];
    return value.flatMap((item: unknown, index) => leavesIn(item, [...path, { kind: "index", index }]));
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return path.length === 0 ? [] : [{ path, value: "{}" }];
  return entries.flatMap(([name, item]) => leavesIn(item, [...path, key(name)]));
}
