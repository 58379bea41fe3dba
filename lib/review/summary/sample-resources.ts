import { matchesPattern } from "../../policy";
import { commonTexts, fresh } from "./common-texts";
import type { NamedAction } from "./statement-actions";

/** Maximum number of samples of a pattern. If there are as many, more may exist. */
export const maxSamples = 64;

/**
 * Resources that a pattern covers and on which RAM can authorize an action. They are chosen so that a statement that denies
 * them all denies all that the pattern covers. Empty if RAM authorizes the action on no resource of the pattern.
 */
export function sampleResources(action: NamedAction, pattern: string): readonly string[] {
  const { service, resources, isServiceNamed } = action;
  const every = /^\*+$/.test(pattern);
  // If no page documents the resources of an action, they are taken to be of the action's service, unless the statement
  // names that service itself.
  if (resources === undefined && !isServiceNamed && !every && !isOfService(pattern, service)) return [];
  if (resources?.length === 0) return every ? ["*"] : [];
  const templates = resources?.map(({ arn }) => arn) ?? [every ? `acs:${service}:*:*:*` : pattern];
  return [...new Set(templates.flatMap((template) => runs.flatMap((run) => commonArns(template, pattern, run))))];
}

/** Patterns of the resources that both patterns cover. */
export function commonPatterns(first: string, second: string): readonly string[] {
  return commonArns(first, second, "*");
}

/** Texts for a `*`: a long one, which no number of `?` matches, and a short one. */
const runs = [fresh.repeat(64), fresh];

/** ARNs that match both a template and a pattern, field by field: a wildcard does not extend into the next field. */
function commonArns(template: string, pattern: string, run: string): readonly string[] {
  if (/^\*+$/.test(pattern)) return commonTexts(template, "*", run, maxSamples / runs.length);
  const [left, right] = [fieldsOf(template), fieldsOf(pattern)];
  if (left.length !== right.length) return left.length === 1 ? [pattern] : [];
  let arns: readonly string[] = [""];
  for (const [index, field] of left.entries()) {
    if (arns.length === 0) break;
    const other = right[index] ?? "";
    // RAM has no regions, so the region in its ARNs has no meaning.
    const isRegionOfRam = index === 2 && left[1] === "ram";
    const texts = isRegionOfRam ? [other] : commonTexts(field, other, run, maxSamples / runs.length);
    arns = arns
      .flatMap((arn) => texts.map((text) => (index === 0 ? text : `${arn}:${text}`)))
      .slice(0, maxSamples / runs.length);
  }
  return arns;
}

/** The five fields of an ARN. The last one may contain colons. */
function fieldsOf(arn: string): readonly string[] {
  const fields = arn.split(":");
  return fields.length < 5 ? [arn] : [...fields.slice(0, 4), fields.slice(4).join(":")];
}

function isOfService(pattern: string, service: string): boolean {
  const code = fieldsOf(pattern)[1];
  return code === undefined || matchesPattern(code, service);
}
