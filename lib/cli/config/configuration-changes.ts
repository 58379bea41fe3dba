import { rulePacks } from "../../policy";
import { severities } from "../../policy/validate/finding";
import type { AddedApproval } from "../../review/added-approvals";
import { isJsonObject } from "../../policy/json-value";
import type { Gate } from "../../review/gate";
import type { Configuration } from "./configuration";

/** A setting of a configuration by its path, as JSON. */
type Settings = ReadonlyMap<string, string>;

/**
 * How a change alters the configuration of later reviews, setting by setting. Acknowledgements of reviews and rows of
 * baselines are compared elsewhere.
 */
export function configurationChanges(
  before: Configuration,
  after: Configuration,
  file: string,
): readonly AddedApproval[] {
  const [was, is] = [settingsOf(before), settingsOf(after)];
  const paths = [...new Set([...was.keys(), ...is.keys()])].filter((path) => was.get(path) !== is.get(path)).sort();
  return paths.map((path): AddedApproval => {
    const [old, now] = [was.get(path), is.get(path)];
    return {
      what: settingWords(path, old, now),
      file,
      identity: JSON.stringify([path, old, now]),
      hasBase: true,
      isStricter: isStricter(path, old, now),
    };
  });
}

function settingWords(path: string, was: string | undefined, is: string | undefined): string {
  const [old, now] = [was, is].map((json) => (json === undefined || json === present ? undefined : textOf(json)));
  const name = path.startsWith(ofLint) ? `acknowledgement by lint of ${textOf(path.slice(ofLint.length))}` : path;
  const value = is === undefined ? `without ${name}` : `with ${name}${now === undefined ? "" : ` ${now}`}`;
  return `configuration ${value}${old === undefined ? "" : ` (was ${old})`}`;
}

/** A text without the quotes of JSON, which would be escaped in a name. */
function textOf(json: string): string {
  const value = JSON.parse(json) as unknown; // settingsOf wrote it
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map((one) => textOf(JSON.stringify(one))).join(", ");
  return isJsonObject(value) ? textOf(JSON.stringify(Object.values(value))) : json;
}

/** The value of a setting that has none beside its path, e.g. of an acknowledgement. */
const present = "present";

function settingsOf({
  rules,
  severities: levels,
  gates: limits,
  accounts,
  acknowledgements,
  baseline,
}: Configuration): Settings {
  const named = (path: string, values: object = {}): readonly (readonly [string, unknown])[] =>
    Object.entries(values).map(([name, value]) => [`${path}.${name}`, value]);
  const all = [
    ["rules", rules] as const,
    ...named("severities", levels),
    ...named("gates", limits),
    ...named("accounts", accounts),
    ["baseline", baseline] as const,
  ];
  return new Map([
    ...all.flatMap(([path, value]) => (value === undefined ? [] : [[path, JSON.stringify(value)] as const])),
    ...(acknowledgements?.lint ?? []).map((one) => [`${ofLint}${JSON.stringify(one)}`, present] as const),
  ]);
}

const ofLint = "acknowledgements.lint ";

/** The values of settings, from the most lenient to the strictest. */
const orders: Readonly<Record<string, readonly string[]>> = {
  rules: texts(Object.keys(rulePacks)),
  severities: texts(["off", ...[...severities].reverse()]),
  "gates.review": texts(["never", "broadening", "any-change"] satisfies readonly Gate[]),
};

function texts(names: readonly string[]): readonly string[] {
  return names.map((name) => JSON.stringify(name));
}

/** A change counts as more lenient unless it is certainly stricter. */
function isStricter(path: string, was: string | undefined, is: string | undefined): boolean {
  if (path.startsWith(ofLint) || path === "baseline") return is === undefined;
  if (path === "gates.maxWarnings") return is !== undefined && (was === undefined || Number(is) < Number(was));
  const order = orders[path.startsWith("severities.") ? "severities" : path] ?? [];
  const byDefault = path === "gates.review" ? '"never"' : path === "rules" ? '"recommended"' : undefined;
  const [old, now] = [was, is].map((text) => order.indexOf(text ?? byDefault ?? ""));
  return old !== undefined && now !== undefined && old !== -1 && now > old;
}
