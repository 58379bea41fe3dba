import type { NotReviewed } from "../../terraform/ram-resources/ram-resource";

/** The values of a resource's arguments, by argument without indices. */
export type OpaqueValues = ReadonlyMap<string, readonly string[]>;

function isOff(value: string): boolean {
  return value === "false" || value === "null";
}

function isOn(value: string): boolean {
  return value === "true";
}

/** How a resource that reviews do not look into changed, as far as its values show. */
export type OpaqueChange = "no broader" | "perhaps broader";

/**
 * Compares arguments of which the direction is known: an access list that only opens, a setting that only restricts, a
 * list of accepted certificates. Everything else has to be the same.
 */
export function opaqueChange(
  rule: NotReviewed | undefined,
  before: OpaqueValues | undefined,
  after: OpaqueValues | undefined,
): OpaqueChange {
  const { opens = {}, restricts = [], onlyAllows } = rule ?? {};
  if (after === undefined && onlyAllows === true) return "no broader";
  const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  const isNoBroader = [...names].every((name) => {
    const [was, is] = [before?.get(name) ?? [], after?.get(name) ?? []];
    const closed = opens[name];
    if (closed !== undefined) return is.every((value) => value === JSON.stringify(closed) || was.includes(value));
    // Before, the setting may have been outside of the input, and stricter.
    if (restricts.includes(name) && before === undefined) return is.every(isOn);
    if (restricts.includes(name)) return was.every((value) => isOff(value) || is.includes(value)) || is.some(isOn);
    return before !== undefined && after !== undefined && JSON.stringify(was) === JSON.stringify(is);
  });
  return isNoBroader ? "no broader" : "perhaps broader";
}
