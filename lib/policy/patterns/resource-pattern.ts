import { partlyKnown } from "./partly-known";
import { type PatternRelation, patternContains, relationOf } from "./pattern-relation";
import { arnPatternContains, arnPatternsOverlap, ramPartOverlapsText } from "../ram-names";
import { patternsOverlap } from "./wildcard";

/** Code, region, account and relative id of an ARN or pattern; `undefined` for `*` and for text that is not an ARN. */
export type ResourceFields = readonly [code: string, region: string, account: string, resource: string];

const scheme = "acs:";

/** The four fields after `acs:`. The last one may contain colons. */
export function resourceFields(text: string): ResourceFields | undefined {
  if (!text.startsWith(scheme)) return undefined;
  const code = text.indexOf(":", scheme.length);
  const region = text.indexOf(":", code + 1);
  const account = text.indexOf(":", region + 1);
  // If a colon is missing, its index is -1, and the next search starts at the beginning.
  if (code === -1 || region <= code || account <= region) return undefined;
  return [
    text.slice(scheme.length, code),
    text.slice(code + 1, region),
    text.slice(region + 1, account),
    text.slice(account + 1),
  ];
}

/** Whether a resource pattern matches every resource, ARN or not. */
export function isAnyResource(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}

/**
 * The relation of one resource pattern to another. Compared field by field, because a wildcard does not extend into the
 * next field. In ARNs of RAM, an empty region is any region, and names are compared without regard to letter case.
 *
 * Exact for patterns of ARNs, `*` and plain texts. A pattern with unknown text contains only itself.
 */
export function relateResources(first: string, second: string): PatternRelation {
  return relationOf(containsAsEvaluated(first, second), containsAsEvaluated(second, first), () =>
    resourcesOverlap(first, second),
  );
}

function containsAsEvaluated(wider: string, narrower: string): boolean {
  if (wider === narrower) return true;
  const [outer, inner] = [resourceFields(wider), resourceFields(partlyKnown(narrower).widest)];
  if (outer === undefined || inner === undefined) return resourceContains(wider, narrower);
  return !partlyKnown(wider).isUnknown && arnPatternContains(outer, inner, "ignore case");
}

/**
 * Whether `wider` certainly matches every resource that `narrower` matches, whatever the evaluator assumes about
 * wildcards and letter case.
 */
export function resourceContains(wider: string, narrower: string): boolean {
  if (wider === narrower || isAnyResource(wider)) return true;
  if (partlyKnown(wider).isUnknown) return false; // only Terraform knows what it matches
  const inner = partlyKnown(narrower);
  const [outerFields, innerFields] = [resourceFields(wider), resourceFields(inner.widest)];
  if (outerFields === undefined || innerFields === undefined) {
    // An unknown text may turn a text into an ARN, and of patterns that are not ARNs only `*` matches ARNs.
    if (outerFields !== innerFields || inner.isUnknown || isAnyResource(narrower)) return false;
    return patternContains(wider, narrower);
  }
  return outerFields.every((field, index) => patternContains(field, innerFields[index] ?? ""));
}

/** Whether both patterns may match the same resource. */
export function resourcesOverlap(first: string, second: string): boolean {
  const [a, b] = [partlyKnown(first), partlyKnown(second)];
  if (isAnyResource(a.widest) || isAnyResource(b.widest)) return true;
  const [left, right] = [resourceFields(a.widest), resourceFields(b.widest)];
  if (left !== undefined && right !== undefined) return arnPatternsOverlap(left, right, "ignore case");
  if (left === undefined && right === undefined) return patternsOverlap(a.widest, b.widest);
  // One is an ARN and the other is not. They overlap only if unknown text may turn the other into an ARN.
  return (left === undefined ? a : b).isUnknown && mayOverlapAnyhow(first, second);
}

/** Whether both patterns may match the same resource, whatever the evaluator assumes about wildcards and letter case. */
export function mayOverlapAnyhow(first: string, second: string): boolean {
  const [a, b] = [partlyKnown(first).widest, partlyKnown(second).widest];
  if (patternsOverlap(a, b)) return true;
  const [left, right] = [resourceFields(a), resourceFields(b)];
  // One pattern may match an ARN of RAM as a whole text, and the other by its fields.
  if (left !== undefined && ramPartOverlapsText(left, b)) return true;
  if (right !== undefined && ramPartOverlapsText(right, a)) return true;
  return left !== undefined && right !== undefined && arnPatternsOverlap(left, right, "ignore case");
}
