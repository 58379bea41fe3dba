export { isJsonObject as isRecord } from "../policy/json-value";

/** The items of a list; none of anything else. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
