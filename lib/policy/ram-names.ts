/**
 * Patterns of ARNs, as the evaluator compares them. ARNs of RAM are special: identities have no region, so an empty
 * region and `*` are equal, and names are compared without regard to letter case. The ARN of the request determines how
 * it is compared, so a pattern with a wildcard in its code is compared in both ways.
 */
import { foldCase } from "./letter-case";
import { patternContains } from "./patterns/pattern-relation";
import type { ResourceFields } from "./patterns/resource-pattern";
import { matchesPattern, patternsOverlap } from "./patterns/wildcard";

/** Whether letter case matters in names of RAM. */
export type RamNames = "ignore case" | "exact";

/** The region in ARNs of RAM, normalized for comparison. */
export function ramRegion(region: string): string {
  return region || "*";
}

/** Whether `outer` matches every ARN that `inner` matches. Exact. */
export function arnPatternContains(outer: ResourceFields, inner: ResourceFields, names: RamNames): boolean {
  return containsOutsideRam(outer, inner) && containsInRam(outer, inner, names);
}

/** Whether both match some common ARN. Exact. */
export function arnPatternsOverlap(first: ResourceFields, second: ResourceFields, names: RamNames): boolean {
  if (!patternsOverlap(first[2], second[2])) return false;
  const outsideRam = shareOtherCode(first[0], second[0]) && patternsOverlap(first[1], second[1]);
  if (outsideRam && patternsOverlap(first[3], second[3])) return true;
  return (
    coversRam(first) &&
    coversRam(second) &&
    patternsOverlap(ramRegion(first[1]), ramRegion(second[1])) &&
    patternsOverlap(nameOf(first, names), nameOf(second, names))
  );
}

/** Whether a pattern may match an ARN of RAM by its fields, and another one matches it as a whole text. */
export function ramPartOverlapsText(fields: ResourceFields, text: string): boolean {
  const [, , account, resource] = fields;
  return coversRam(fields) && patternsOverlap(foldCase(`acs:ram:*:${account}:${resource}`), foldCase(text));
}

function coversRam([code]: ResourceFields): boolean {
  return matchesPattern(code, "ram");
}

function nameOf([, , , resource]: ResourceFields, names: RamNames): string {
  return names === "exact" ? resource : foldCase(resource);
}

function containsOutsideRam(outer: ResourceFields, inner: ResourceFields): boolean {
  if (inner[0] === "ram") return true;
  return containsOtherCodes(outer[0], inner[0]) && [1, 2, 3].every((field) => containsField(outer, inner, field));
}

function containsInRam(outer: ResourceFields, inner: ResourceFields, names: RamNames): boolean {
  if (!coversRam(inner)) return true;
  return (
    coversRam(outer) &&
    containsRamRegion(ramRegion(outer[1]), ramRegion(inner[1])) &&
    containsField(outer, inner, 2) &&
    patternContains(nameOf(outer, names), nameOf(inner, names))
  );
}

function containsField(outer: ResourceFields, inner: ResourceFields, field: number): boolean {
  return patternContains(outer[field] ?? "", inner[field] ?? "");
}

/** Regions in RAM are never empty, so `?*` matches as much as `*`. */
function containsRamRegion(wider: string, narrower: string): boolean {
  return patternContains(wider, /^\*+$/.test(narrower) ? "?*" : narrower);
}

/** Whether `wider` matches all codes except `ram` that `narrower` matches. */
function containsOtherCodes(wider: string, narrower: string): boolean {
  if (patternContains(wider, narrower)) return true;
  const stars = narrower.replace(/\*+/g, "*");
  // `ram` differs from other codes only if all stars must be empty to match it.
  if (stars.replace(/\*/g, "") !== "ram") return false;
  return [...stars.matchAll(/\*/g)].every(({ index }) =>
    patternContains(wider, `${stars.slice(0, index)}?${stars.slice(index)}`),
  );
}

/** Texts of three characters other than `ram`. `-` represents any character that is not in `ram`. */
const otherCodes = ["r", "a", "m", "-"]
  .flatMap((first, _, all) => all.flatMap((second) => all.map((third) => first + second + third)))
  .filter((code) => code !== "ram");

/** Whether both match some common code other than `ram`. */
function shareOtherCode(first: string, second: string): boolean {
  if (!patternsOverlap(first, second)) return false;
  if (!matchesPattern(first, "ram") || !matchesPattern(second, "ram")) return true;
  // Two patterns with stars have longer texts in common. Without a star, there are only texts of three characters.
  if (first.includes("*") && second.includes("*")) return true;
  return otherCodes.some((code) => matchesPattern(first, code) && matchesPattern(second, code));
}
