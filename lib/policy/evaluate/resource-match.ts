import { foldCase } from "../letter-case";
import { partlyKnown } from "../patterns/partly-known";
import { patternContains } from "../patterns/pattern-relation";
import { type RamNames, arnPatternContains, arnPatternsOverlap, ramPartOverlapsText, ramRegion } from "../ram-names";
import { type ResourceFields, isAnyResource, mayOverlapAnyhow, resourceFields } from "../patterns/resource-pattern";
import { matchesPattern, patternsOverlap } from "../patterns/wildcard";
import type { Assumption, AssumptionSwitches } from "./assumptions";
import { type Truth, any } from "./truth";

/** A resource of a request, or a pattern, prepared: with `*` for unknown text. */
export interface RequestedResource {
  readonly text: string;
  /** Code, region, account and relative id; `undefined` for `*` and for text that is not an ARN. */
  readonly fields: ResourceFields | undefined;
  readonly isUnknown: boolean;
}

/** Assumptions that a comparison depends on are added to `used`. */
export interface Switches {
  readonly switches: AssumptionSwitches;
  readonly used: Set<Assumption>;
}

export function readResource(text: string): RequestedResource {
  const { widest, isUnknown } = partlyKnown(text);
  return { text: widest, fields: resourceFields(widest), isUnknown };
}

/** Whether a list of resource patterns matches a resource. */
export type ResourceMatcher = (resource: RequestedResource, assumptions: Switches) => Truth;

/** Makes a matcher. `*` matches everything; ARNs are compared field by field. */
export function resourceMatcher(patterns: readonly string[]): ResourceMatcher {
  if (patterns.some(isAnyResource)) return () => true;
  const compiled = patterns.map(readResource);
  return (resource, assumptions) =>
    any(
      compiled.map((pattern) => {
        if (resource.isUnknown) return coversUnknown(pattern, resource, assumptions);
        const covered = covers(pattern, resource, assumptions);
        return covered && pattern.isUnknown ? "unknown" : covered;
      }),
    );
}

/** True if the pattern matches all possible values of the resource, false if it matches none of them. */
function coversUnknown(pattern: RequestedResource, resource: RequestedResource, { switches, used }: Switches): Truth {
  if (!mayOverlapAnyhow(pattern.text, resource.text)) return false;
  used.add("ramNamesIgnoreCase").add("wildcardStaysInField");
  const names: RamNames = switches.ramNamesIgnoreCase === false ? "exact" : "ignore case";
  const reachesOver = switches.wildcardStaysInField === false;
  if (!pattern.isUnknown && coversWhole(pattern, resource, names, reachesOver)) return true;
  return coversSome(pattern, resource, names, reachesOver) ? "unknown" : false;
}

function coversWhole(
  pattern: RequestedResource,
  resource: RequestedResource,
  names: RamNames,
  reachesOver: boolean,
): boolean {
  if (pattern.fields !== undefined && resource.fields !== undefined) {
    if (arnPatternContains(pattern.fields, resource.fields, names)) return true;
  }
  // A pattern that is not an ARN does not match ARNs, unless wildcards can extend into the next field.
  const isText = resource.fields === undefined && !patternsOverlap(anyArn, resource.text);
  return (isText || reachesOver) && patternContains(pattern.text, resource.text);
}

const anyArn = "acs:*:*:*:*";

function coversSome(
  pattern: RequestedResource,
  resource: RequestedResource,
  names: RamNames,
  reachesOver: boolean,
): boolean {
  if (pattern.fields !== undefined && resource.fields !== undefined) {
    if (arnPatternsOverlap(pattern.fields, resource.fields, names)) return true;
    return reachesOver && patternsOverlap(pattern.text, resource.text);
  }
  // If the fields of the resource are unknown, it may be any ARN that fits the text.
  if (pattern.fields !== undefined && ramPartOverlapsText(pattern.fields, resource.text)) return true;
  const mayBeText = resource.fields === undefined || pattern.isUnknown || reachesOver;
  return mayBeText && patternsOverlap(pattern.text, resource.text);
}

function covers(pattern: RequestedResource, resource: RequestedResource, assumptions: Switches): boolean {
  if (resource.fields === undefined) return matchesPattern(pattern.text, resource.text);
  if (pattern.fields !== undefined && coversFields(pattern.fields, resource.fields, assumptions)) return true;
  if (!matchesPattern(pattern.text, resource.text)) return false;
  // An unknown text may be the whole ARN, or its first fields.
  if (pattern.fields === undefined && pattern.isUnknown) return true;
  assumptions.used.add("wildcardStaysInField");
  return assumptions.switches.wildcardStaysInField === false;
}

function coversFields(pattern: readonly string[], resource: readonly string[], assumptions: Switches): boolean {
  const isRam = resource[0] === "ram";
  return pattern.every((wanted, index) => {
    const actual = resource[index] ?? "";
    // Identities have no region, so empty and `*` are equal there. A pattern with a region matches neither.
    if (isRam && index === 1) return matchesPattern(ramRegion(wanted), ramRegion(actual));
    if (matchesPattern(wanted, actual)) return true;
    if (!isRam || index !== 3 || assumptions.switches.ramNamesIgnoreCase === false) return false;
    const covered = matchesPattern(foldCase(wanted), foldCase(actual));
    if (covered) assumptions.used.add("ramNamesIgnoreCase");
    return covered;
  });
}
