import { foldCase } from "../../letter-case";
import { resourceFields } from "../../patterns/resource-pattern";
import { partlyKnown } from "../../patterns/partly-known";
import { isPattern } from "../../patterns/wildcard";
import { editDistance } from "../../edit-distance";
import { quote } from "../../problem";
import type { Located } from "../policy-view";
import type { BuiltInRule } from "../rule";

export const unknownService: BuiltInRule = {
  id: "RAM738",
  title: "RAM code that looks misspelt",
  severity: "warning",
  pack: "recommended",
  allowed: "RAM codes of services",
  explanation:
    "Nothing of the vendor names the code, and one that something names is nearly the same. RAM takes any code, so a typo is silent. Not all codes are known, so it may be right.",
  source: "RAM authorization pages and system policies, as read into the catalog",
  kinds: ["identity", "control", "session"],
  check: ({ statements }, knowledge) => {
    const known = knowledge?.serviceCodes?.();
    if (known === undefined) return [];
    const judged = new Map<string, string | undefined>();
    return statements.flatMap(({ actions, resources }) =>
      [...actions.map(codeOfAction), ...resources.map(codeOfResource)].flatMap(({ text, path }) => {
        if (text === "" || isPattern(text) || partlyKnown(text).isUnknown) return [];
        const code = foldCase(text);
        if (!judged.has(code)) judged.set(code, misspelt(code, known));
        const meant = judged.get(code);
        return meant === undefined ? [] : [{ path, found: `the RAM code ${quote(text)}`, fix: `perhaps ${meant}` }];
      }),
    );
  },
};

function codeOfAction({ text, path }: Located): Located {
  return { text: text.includes(":") ? (text.split(":")[0] ?? "") : "", path };
}

function codeOfResource({ text, path }: Located): Located {
  return { text: resourceFields(text)?.[0] ?? "", path };
}

/** The one known code that a text can be a misspelling of: codes of few letters are too like each other to tell. */
function misspelt(code: string, known: readonly string[]): string | undefined {
  if (code.length < 5 || code.length > 64 || known.includes(code)) return undefined;
  // A number more is a generation, not a typo.
  if (known.some((one) => withoutNumber(one) === withoutNumber(code))) return undefined;
  const near = known.filter((one) => one.length >= 5 && isNear(code, one));
  return near.length === 1 ? near[0] : undefined;
}

function withoutNumber(code: string): string {
  return code.replace(/\d+$/, "");
}

/** One letter more, fewer or other, or two that changed places. */
function isNear(a: string, b: string): boolean {
  return editDistance(a, b, 1) === 1 || (a.length === b.length && isSwapped(a, b));
}

function isSwapped(a: string, b: string): boolean {
  const at = Array.from(a).findIndex((letter, index) => letter !== b[index]);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
