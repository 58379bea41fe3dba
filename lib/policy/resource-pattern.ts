import { partlyKnown } from "./partly-known";
import { type PatternRelation, patternContains, relationOf } from "./pattern-relation";
import { patternsOverlap } from "./wildcard";

/** Code, region, account and relative id of an ARN or a pattern of one; `undefined` for `*` and for what is no ARN. */
export type ResourceFields = readonly [code: string, region: string, account: string, resource: string];

/** The four fields after `acs:`; the last keeps its colons. */
export function resourceFields(text: string): ResourceFields | undefined {
  const [scheme, code, region, account, ...resource] = text.split(":");
  if (scheme !== "acs" || code === undefined || region === undefined || account === undefined) return undefined;
  return resource.length === 0 ? undefined : [code, region, account, resource.join(":")];
}

/** Whether a resource pattern covers every resource, ARN or not. */
export function isAnyResource(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}

/**
 * The relation of one resource pattern to another: field by field, since a wildcard does not reach into the next field.
 * In ARNs of RAM the region means nothing and names are compared without regard to letter case.
 */
export function relateResources(first: string, second: string): PatternRelation {
  const [a, b] = [comparable(first), comparable(second)];
  return relationOf(resourceContains(a, b), resourceContains(b, a), () => resourcesOverlap(a, b));
}

/**
 * Whether every resource that `narrower` covers is covered by `wider` too, whatever evaluation assumes of wildcards and
 * letter case: true only where it certainly is.
 */
export function resourceContains(wider: string, narrower: string): boolean {
  if (wider === narrower || isAnyResource(wider)) return true;
  if (partlyKnown(wider).isUnknown) return false; // covers what Terraform will tell
  const [outer, inner] = [resourceFields(wider), resourceFields(partlyKnown(narrower).widest)];
  if (outer === undefined || inner === undefined) {
    return outer === inner && !isAnyResource(narrower) && patternContains(wider, partlyKnown(narrower).widest);
  }
  return outer.every((field, index) => patternContains(field, inner[index] ?? ""));
}

/** Whether some resource may be covered by both patterns. */
export function resourcesOverlap(first: string, second: string): boolean {
  const [a, b] = [comparable(first), comparable(second)];
  if (isAnyResource(a) || isAnyResource(b)) return true;
  const [left, right] = [resourceFields(a), resourceFields(b)];
  if (left === undefined || right === undefined) return left === right && patternsOverlap(a, b);
  return left.every((field, index) => patternsOverlap(field, right[index] ?? ""));
}

/** The pattern with what is not known as `*`, and in an ARN of RAM without what makes no difference. */
function comparable(pattern: string): string {
  const { widest } = partlyKnown(pattern);
  const fields = resourceFields(widest);
  if (fields?.[0] !== "ram") return widest;
  const [code, , account, resource] = fields;
  return ["acs", code, "*", account, resource.toLowerCase()].join(":");
}
