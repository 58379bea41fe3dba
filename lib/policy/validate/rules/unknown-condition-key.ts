import { canonicalConditionKey, conditionKey, conditionKeys } from "../../condition-keys";
import { nearest } from "../../nearest";
import { quote } from "../../problem";
import { type BuiltInRule, eachTest } from "../rule";

/** Services whose pages say that they define no keys of their own. */
const withoutOwnKeys: ReadonlySet<string> = new Set(["agentrun", "sfm", "eas"]);

export const unknownConditionKey: BuiltInRule = {
  id: "RAM713",
  title: "Condition key that no page names",
  severity: "warning",
  pack: "recommended",
  allowed: "keys that a page of RAM or of the service names",
  explanation:
    "A request never has a key that does not exist: a positive test on it never holds, a negated one always does.",
  source: "RAM docs, Policy elements (2021-07-16); RAM authorization pages of AgentRun, Model Studio and PAI",
  check: eachTest(({ key, path }) => {
    if (conditionKey(key) !== undefined || key.includes("${")) return [];
    const fix = fixFor(key);
    return fix === undefined ? [] : [{ path, found: `the condition key ${quote(key)}`, fix }];
  }),
};

/** What to do about an unknown key; `undefined` where it may well be one of a service that is not known here. */
function fixFor(key: string): string | undefined {
  const [prefix = "", ...rest] = key.split(":");
  const code = prefix.toLowerCase();
  if (code === "aws") {
    const own = canonicalConditionKey(`acs:${rest.join(":")}`);
    return `keys that begin with aws: are AWS's; ${own === undefined ? "look for one that begins with acs:" : `write ${own}`}`;
  }
  const meant = nearest(
    key.split("/")[0] ?? "",
    conditionKeys.map(({ name }) => name.replace("/", "")),
  );
  if (meant !== undefined) return `write ${meant}`;
  if (rest.length === 0) return "write the key with its prefix, e.g. acs:SourceIp";
  if (code === "acs") return "check the spelling against RAM's list of common condition keys";
  return withoutOwnKeys.has(code) ? `use a common key (acs:...): ${code} defines none` : undefined;
}
