import { matchesPattern } from "../wildcard";
import type { Assumption, AssumptionSwitches } from "./assumptions";
import { type Truth, any } from "./truth";
import { partlyKnown } from "./unknown-text";

/** A resource of a request, read once for all statements. */
export interface RequestedResource {
  readonly text: string;
  /** Code, region, account and relative id; `undefined` for `*` and for what is no ARN. */
  readonly fields: readonly string[] | undefined;
}

/** What a comparison rested on is added to `used`. */
export interface Switches {
  readonly switches: AssumptionSwitches;
  readonly used: Set<Assumption>;
}

export function readResource(text: string): RequestedResource {
  return { text, fields: fieldsOf(text) };
}

/** Whether some resource patterns cover a resource. */
export type ResourceMatcher = (resource: RequestedResource, assumptions: Switches) => Truth;

/** Makes a matcher. `*` covers everything; an ARN is compared field by field. */
export function resourceMatcher(patterns: readonly string[]): ResourceMatcher {
  if (patterns.includes("*")) return () => true;
  const compiled = patterns.map((pattern) => {
    const { widest, isUnknown } = partlyKnown(pattern);
    return { text: widest, fields: fieldsOf(widest), isUnknown };
  });
  return (resource, assumptions) =>
    any(
      compiled.map((pattern) => {
        const covered = covers(pattern, resource, assumptions);
        return covered && pattern.isUnknown ? "unknown" : covered;
      }),
    );
}

function covers(pattern: RequestedResource, resource: RequestedResource, assumptions: Switches): boolean {
  const whole = (): boolean => matchesPattern(pattern.text, resource.text);
  if (resource.fields === undefined || assumptions.switches.wildcardStaysInField === false) return whole();
  return pattern.fields !== undefined && coversFields(pattern.fields, resource.fields, assumptions);
}

function coversFields(pattern: readonly string[], resource: readonly string[], assumptions: Switches): boolean {
  const isRam = resource[0] === "ram";
  return pattern.every((wanted, index) => {
    const actual = resource[index] ?? "";
    // Identities are in no region: the field is empty or `*` in ARNs that mean the same.
    if (isRam && index === 1 && (["", "*"].includes(wanted) || ["", "*"].includes(actual))) return true;
    if (matchesPattern(wanted, actual)) return true;
    if (!isRam || index !== 3 || assumptions.switches.ramNamesIgnoreCase === false) return false;
    const covered = matchesPattern(wanted.toLowerCase(), actual.toLowerCase());
    if (covered) assumptions.used.add("ramNamesIgnoreCase");
    return covered;
  });
}

/** The four fields after `acs:`; the last keeps its colons. */
function fieldsOf(text: string): readonly string[] | undefined {
  const [scheme, code, region, account, ...resource] = text.split(":");
  if (scheme !== "acs" || code === undefined || region === undefined || account === undefined) return undefined;
  return resource.length === 0 ? undefined : [code, region, account, resource.join(":")];
}
