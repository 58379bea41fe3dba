/**
 * Patterns of ARNs, as evaluation reads them. ARNs of RAM are read in their own way: identities are in no region, so an
 * empty one and `*` are the same there, and names are compared without regard to letter case. Which way an ARN is read
 * follows from the ARN, not from the pattern, so a pattern whose code is a wildcard is read both ways.
 */
import { foldCase } from "./letter-case";
import { patternContains } from "./patterns/pattern-relation";
import type { ResourceFields } from "./patterns/resource-pattern";
import { matchesPattern, patternsOverlap } from "./patterns/wildcard";

/** Whether letter case counts in names of RAM. */
export type RamNames = "ignore case" | "exact";

/** A region as it is compared in ARNs of RAM, of a pattern or of a request. */
export function ramRegion(region: string): string {
  return region || "*";
}

/** Whether every ARN that `inner` covers is covered by `outer` too. Exact. */
export function arnPatternContains(outer: ResourceFields, inner: ResourceFields, names: RamNames): boolean {
  return containsOutsideRam(outer, inner) && containsInRam(outer, inner, names);
}

/** Whether some ARN is covered by both. Exact. */
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

/** Whether some ARN of RAM may be covered by a pattern by its fields, and by another as a whole text. */
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

/** There is no empty region in RAM, so `?*` covers as much as `*`. */
function containsRamRegion(wider: string, narrower: string): boolean {
  return patternContains(wider, /^\*+$/.test(narrower) ? "?*" : narrower);
}

/** Whether all codes but `ram` that `narrower` covers are covered by `wider`. */
function containsOtherCodes(wider: string, narrower: string): boolean {
  if (patternContains(wider, narrower)) return true;
  const stars = narrower.replace(/\*+/g, "*");
  // `ram` is the hardest to cover only where all stars must be empty for it: then one of them is not.
  if (stars.replace(/\*/g, "") !== "ram") return false;
  return [...stars.matchAll(/\*/g)].every(({ index }) =>
    patternContains(wider, `${stars.slice(0, index)}?${stars.slice(index)}`),
  );
}

/** Texts of three characters other than `ram`, where `-` is any character that is not in it. */
const otherCodes = ["r", "a", "m", "-"]
  .flatMap((first, _, all) => all.flatMap((second) => all.map((third) => first + second + third)))
  .filter((code) => code !== "ram");

/** Whether some code other than `ram` is covered by both. */
function shareOtherCode(first: string, second: string): boolean {
  if (!patternsOverlap(first, second)) return false;
  if (!matchesPattern(first, "ram") || !matchesPattern(second, "ram")) return true;
  // Two stars have longer texts in common; without one there are texts of three characters only.
  if (first.includes("*") && second.includes("*")) return true;
  return otherCodes.some((code) => matchesPattern(first, code) && matchesPattern(second, code));
}
