import { partlyKnown } from "../partly-known";
import { foldedName, ramRegion } from "../ram-names";
import { type ResourceFields, isAnyResource, resourceFields } from "../resource-pattern";
import { matchesPattern } from "../wildcard";
import type { Assumption, AssumptionSwitches } from "./assumptions";
import { type Truth, any } from "./truth";

/** A resource of a request, read once for all statements. */
export interface RequestedResource {
  readonly text: string;
  /** Code, region, account and relative id; `undefined` for `*` and for what is no ARN. */
  readonly fields: ResourceFields | undefined;
}

/** What a comparison rested on is added to `used`. */
export interface Switches {
  readonly switches: AssumptionSwitches;
  readonly used: Set<Assumption>;
}

export function readResource(text: string): RequestedResource {
  return { text, fields: resourceFields(text) };
}

/** Whether some resource patterns cover a resource. */
export type ResourceMatcher = (resource: RequestedResource, assumptions: Switches) => Truth;

/** Makes a matcher. `*` covers everything; an ARN is compared field by field. */
export function resourceMatcher(patterns: readonly string[]): ResourceMatcher {
  if (patterns.some(isAnyResource)) return () => true;
  const compiled = patterns.map((pattern): CompiledPattern => {
    const { widest, isUnknown } = partlyKnown(pattern);
    return { ...readResource(widest), isUnknown };
  });
  return (resource, assumptions) =>
    any(
      compiled.map((pattern) => {
        const covered = covers(pattern, resource, assumptions);
        return covered && pattern.isUnknown ? "unknown" : covered;
      }),
    );
}

interface CompiledPattern extends RequestedResource {
  readonly isUnknown: boolean;
}

function covers(pattern: CompiledPattern, resource: RequestedResource, assumptions: Switches): boolean {
  if (resource.fields === undefined) return matchesPattern(pattern.text, resource.text);
  if (pattern.fields !== undefined && coversFields(pattern.fields, resource.fields, assumptions)) return true;
  if (!matchesPattern(pattern.text, resource.text)) return false;
  // What is not known may be the whole ARN, or its first fields.
  if (pattern.fields === undefined && pattern.isUnknown) return true;
  assumptions.used.add("wildcardStaysInField");
  return assumptions.switches.wildcardStaysInField === false;
}

function coversFields(pattern: readonly string[], resource: readonly string[], assumptions: Switches): boolean {
  const isRam = resource[0] === "ram";
  return pattern.every((wanted, index) => {
    const actual = resource[index] ?? "";
    // Identities are in no region: empty and `*` mean the same there. A pattern that names a region covers neither.
    if (isRam && index === 1) return matchesPattern(ramRegion(wanted), ramRegion(actual));
    if (matchesPattern(wanted, actual)) return true;
    if (!isRam || index !== 3 || assumptions.switches.ramNamesIgnoreCase === false) return false;
    const covered = matchesPattern(foldedName(wanted), foldedName(actual));
    if (covered) assumptions.used.add("ramNamesIgnoreCase");
    return covered;
  });
}
