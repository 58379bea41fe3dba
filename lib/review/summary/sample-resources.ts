import { matchesPattern } from "../../policy";
import type { NamedAction } from "./statement-actions";

/**
 * Resources that a pattern covers and on which RAM can authorize an action, as little special as possible: where a
 * statement refuses them, it refuses all that the pattern covers. None, where RAM authorizes the action on nothing of it.
 */
export function sampleResources(
  { service, resources, isServiceNamed }: NamedAction,
  pattern: string,
): readonly string[] {
  const every = /^\*+$/.test(pattern);
  // Where no page says what an action is authorized on, it is taken to be something of its own service, unless the
  // statement says otherwise.
  if (resources === undefined && !isServiceNamed && !every && !isOfService(pattern, service)) return [];
  if (resources?.length === 0) return every ? ["*"] : [];
  const templates = resources?.map(({ arn }) => arn) ?? [every ? `acs:${service}:*:*:*` : pattern];
  const found = new Set<string>();
  for (const template of templates) {
    for (const run of runs) {
      const sample = every ? commonText(template, "*", run) : commonArn(template, pattern, run);
      if (sample !== undefined) found.add(sample);
    }
  }
  return [...found];
}

function isOfService(pattern: string, service: string): boolean {
  const code = fieldsOf(pattern)[1];
  return code === undefined || matchesPattern(code, service);
}

/** A pattern of resources that both patterns cover, with wildcards where both leave it open. */
export function commonPattern(first: string, second: string): string | undefined {
  if (/^\*+$/.test(first)) return second;
  return /^\*+$/.test(second) ? first : commonArn(first, second, "*");
}

/** A character that no pattern has, so that only `?` and `*` cover it. */
const fresh = "\ue000";

/** What a `*` stands for: more than any number of `?` in a pattern, and as little as a name can be. */
const runs = [fresh.repeat(64), fresh];

/** An ARN that both a template and a pattern cover, field by field: a wildcard does not reach into the next field. */
function commonArn(template: string, pattern: string, run: string): string | undefined {
  const [left, right] = [fieldsOf(template), fieldsOf(pattern)];
  if (left.length !== right.length) return undefined;
  const fields: string[] = [];
  for (const [index, field] of left.entries()) {
    // Identities are in no region: whatever stands there means nothing.
    const isRegionOfRam = index === 2 && left[1] === "ram";
    const common = isRegionOfRam ? right[index] : commonText(field, right[index] ?? "", run);
    if (common === undefined) return undefined;
    fields.push(common);
  }
  return fields.join(":");
}

/** The five fields of an ARN; the last keeps its colons. */
function fieldsOf(arn: string): readonly string[] {
  const fields = arn.split(":");
  return fields.length < 5 ? [arn] : [...fields.slice(0, 4), fields.slice(4).join(":")];
}

/** A variable of a template: a name, so no slash. */
const name = "{#}";

/** A text that both cover, with `run` where both leave it open. */
function commonText(template: string, pattern: string, run: string): string | undefined {
  const a = template.split(/(\{#\w+\})/).flatMap((part) => (part.startsWith("{#") ? [name] : Array.from(part)));
  const b = Array.from(pattern);
  const isLong = (item: string | undefined): boolean => item === "*" || item === name;
  const failed = new Set<number>();

  // Iterative depth-first search, since names may be long: each state is a place in both, and what was written so far.
  const open: { readonly i: number; readonly j: number; readonly text: string }[] = [{ i: 0, j: 0, text: "" }];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const { i, j, text } = state;
    if (i === a.length && j === b.length) return text;
    const key = i * (b.length + 1) + j;
    if (failed.has(key)) continue;
    failed.add(key);
    const [x, y] = [a[i], b[j]];
    const go = (di: number, dj: number, written: string): void => {
      open.push({ i: i + di, j: j + dj, text: text + written });
    };
    // The last that is pushed is tried first. A wildcard ends at a slash where it can: so do names in a template.
    if (isLong(x) && isLong(y)) {
      go(1, 0, run);
      go(0, 1, run);
      go(1, 1, run);
    } else if (isLong(x)) {
      if (y === "/" && x !== name) go(0, 1, y);
      go(1, 0, "");
      if (y !== undefined && y !== "/") go(0, 1, y === "?" ? fresh : y);
    } else if (isLong(y)) {
      if (x === "/") go(1, 0, x);
      go(0, 1, "");
      if (x !== undefined && x !== "/") go(1, 0, x === "?" ? fresh : x);
    } else if (x !== undefined && y !== undefined && (x === y || x === "?" || y === "?")) {
      const written = x === "?" ? y : x;
      go(1, 1, written === "?" ? fresh : written);
    }
  }
  return undefined;
}
