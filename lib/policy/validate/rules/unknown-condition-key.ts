import { canonicalConditionKey, conditionKey, conditionKeys } from "../../condition-keys";
import { nearest } from "../../nearest";
import { hasUnknown } from "../../patterns/partly-known";
import { quote } from "../../problem";
import { type BuiltInRule, eachTest } from "../rule";
import { foldCase } from "../../letter-case";

/** Services without condition keys of their own, according to their pages. */
const withoutOwnKeys: ReadonlySet<string> = new Set(["agentrun", "sfm", "eas"]);

export const unknownConditionKey: BuiltInRule = {
  id: "RAM713",
  title: "Condition key that no page names",
  severity: "warning",
  pack: "recommended",
  allowed: "keys that a page of RAM or of the service names",
  explanation:
    "If the key does not exist, no request has it: a positive test on it never holds, and a negated one always does. RAM's list of common keys could not be read completely, so the key may exist.",
  source: "RAM docs, Policy elements (2021-07-16); RAM authorization pages of AgentRun, Model Studio and PAI",
  needs: { condition: true },
  check: eachTest(({ key, path }) => {
    const known = conditionKey(key);
    if (known?.isUnconfirmed === true) {
      return [{ path, found: `the condition key ${quote(key)}, which ${known.source} name`, fix: unconfirmedFix }];
    }
    if (known !== undefined || hasUnknown(key)) return [];
    const fix = fixFor(key);
    return fix === undefined ? [] : [{ path, found: `the condition key ${quote(key)}`, fix }];
  }),
};

const unconfirmedFix = "use a key that a page of RAM names, or acknowledge this with a source";

/** The only key with the same prefix that the text can be a misspelling of. */
function misspelt(key: string, code: string): string | undefined {
  const names = conditionKeys.map(({ name }) => name.replace("/", ""));
  return nearest(
    key,
    names.filter((name) => foldCase(name).startsWith(`${code}:`)),
  );
}

/** The fix for an unknown key; `undefined` if it may be a key of a service that is not known here. */
function fixFor(key: string): string | undefined {
  const [prefix = "", ...rest] = key.split(":");
  const code = foldCase(prefix);
  if (code === "aws") {
    const name = `acs:${rest.join(":")}`;
    const own = conditionKey(name)?.isUnconfirmed === true ? undefined : canonicalConditionKey(name);
    return `keys that begin with aws: belong to AWS; ${own === undefined ? "look for one that begins with acs:" : `RAM's key is ${own}`}`;
  }
  const meant = misspelt(key.split("/")[0] ?? "", code);
  if (meant !== undefined) return `write ${meant}`;
  if (rest.length === 0) return "write the key with its prefix, e.g. acs:SourceIp";
  if (code === "acs") return "check the spelling against RAM's list of common condition keys";
  return withoutOwnKeys.has(code) ? `use a common key (acs:...): ${code} defines none` : undefined;
}
