import { matchesPattern } from "../../policy";
import { type CommonTexts, commonTexts, fresh } from "./common-texts";
import type { NamedAction } from "./statement-actions";

/** Maximum number of samples of a pattern, for each text that stands for a `*`. */
const maxSamples = 32;

/**
 * Resources that a pattern covers and on which RAM can authorize an action. They are chosen so that a pattern that matches
 * all of them matches all that this pattern covers, if they are complete. Empty if RAM authorizes the action on no resource
 * of the pattern.
 */
export function sampleResources(action: NamedAction, pattern: string): CommonTexts {
  const { service, resources, contested, isServiceNamed } = action;
  const every = /^\*+$/.test(pattern);
  // If no page documents the resources of an action, they are taken to be of the action's service, unless the statement
  // names that service itself.
  if (resources === undefined && !isServiceNamed && !every && !isOfService(pattern, service)) return only([]);
  if (resources?.length === 0 && every) return only(["*"]);
  const scopes = contested === undefined ? resources : [...(resources ?? []), ...contested];
  if (scopes?.length === 0) return only([]);
  const templates = scopes?.map(({ arn }) => arn) ?? [every ? `acs:${service}:*:*:*` : pattern];
  const found = templates.flatMap((template) => runs.map((run) => commonArns(template, pattern, run)));
  return {
    texts: [...new Set(found.flatMap(({ texts }) => texts))],
    complete: found.every(({ complete }) => complete),
  };
}

function only(texts: readonly string[]): CommonTexts {
  return { texts, complete: true };
}

/** Patterns of the resources that both patterns cover. */
export function commonPatterns(first: string, second: string): CommonTexts {
  return commonArns(first, second, "*");
}

/** Texts for a `*`: a long one, which no number of `?` matches, a short one, and none. */
export const runs = [fresh.repeat(64), fresh, ""];

/** ARNs that match both a template and a pattern, field by field: a wildcard does not extend into the next field. */
function commonArns(template: string, pattern: string, run: string): CommonTexts {
  if (/^\*+$/.test(pattern)) return commonTexts(template, "*", run, maxSamples);
  const [left, right] = [fieldsOf(template), fieldsOf(pattern)];
  if (left.length !== right.length) return only(left.length === 1 ? [pattern] : []);
  let arns: readonly string[] = [""];
  let isComplete = true;
  for (const [index, field] of left.entries()) {
    if (arns.length === 0) break;
    const other = right[index] ?? "";
    // RAM has no regions, so the region in its ARNs has no meaning.
    const isRegionOfRam = index === 2 && left[1] === "ram";
    const { texts, complete } = isRegionOfRam ? only([other]) : commonTexts(field, other, run, maxSamples);
    const all = arns.flatMap((arn) => texts.map((text) => (index === 0 ? text : `${arn}:${text}`)));
    arns = all.slice(0, maxSamples);
    isComplete &&= complete && all.length <= maxSamples;
  }
  return { texts: arns, complete: isComplete };
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
