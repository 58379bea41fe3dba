import { matchesPattern } from "../../policy";
import { commonTexts, fresh } from "./common-texts";
import type { NamedAction } from "./statement-actions";

/** How many samples are made of a pattern at most; where there are as many, there may be others. */
export const maxSamples = 64;

/**
 * Resources that a pattern covers and on which RAM can authorize an action, as little special as possible: where a
 * statement refuses them, it refuses all that the pattern covers. None, where RAM authorizes the action on nothing of it.
 */
export function sampleResources(action: NamedAction, pattern: string): readonly string[] {
  const { service, resources, isServiceNamed } = action;
  const every = /^\*+$/.test(pattern);
  // Where no page says what an action is authorized on, it is taken to be something of its own service, unless the
  // statement says otherwise.
  if (resources === undefined && !isServiceNamed && !every && !isOfService(pattern, service)) return [];
  if (resources?.length === 0) return every ? ["*"] : [];
  const templates = resources?.map(({ arn }) => arn) ?? [every ? `acs:${service}:*:*:*` : pattern];
  return [...new Set(templates.flatMap((template) => runs.flatMap((run) => commonArns(template, pattern, run))))];
}

/** Patterns of the resources that both patterns cover. */
export function commonPatterns(first: string, second: string): readonly string[] {
  return commonArns(first, second, "*");
}

/** What a `*` stands for: more than any number of `?` in a pattern, and as little as a name can be. */
const runs = [fresh.repeat(64), fresh];

/** ARNs that both a template and a pattern cover, field by field: a wildcard does not reach into the next field. */
function commonArns(template: string, pattern: string, run: string): readonly string[] {
  if (/^\*+$/.test(pattern)) return commonTexts(template, "*", run, maxSamples / runs.length);
  const [left, right] = [fieldsOf(template), fieldsOf(pattern)];
  if (left.length !== right.length) return left.length === 1 ? [pattern] : [];
  let arns: readonly string[] = [""];
  for (const [index, field] of left.entries()) {
    if (arns.length === 0) break;
    const other = right[index] ?? "";
    // Identities are in no region: whatever stands there means nothing.
    const isRegionOfRam = index === 2 && left[1] === "ram";
    const texts = isRegionOfRam ? [other] : commonTexts(field, other, run, maxSamples / runs.length);
    arns = arns
      .flatMap((arn) => texts.map((text) => (index === 0 ? text : `${arn}:${text}`)))
      .slice(0, maxSamples / runs.length);
  }
  return arns;
}

/** The five fields of an ARN; the last keeps its colons. */
function fieldsOf(arn: string): readonly string[] {
  const fields = arn.split(":");
  return fields.length < 5 ? [arn] : [...fields.slice(0, 4), fields.slice(4).join(":")];
}

function isOfService(pattern: string, service: string): boolean {
  const code = fieldsOf(pattern)[1];
  return code === undefined || matchesPattern(code, service);
}
