import { foldCase } from "../../letter-case";
import { resourceFields } from "../../patterns/resource-pattern";
import { partlyKnown } from "../../patterns/partly-known";
import { isPattern } from "../../patterns/wildcard";
import { editDistance } from "../../edit-distance";
import { quote } from "../../problem";
import type { Located } from "../policy-view";
import type { BuiltInRule, RuleReport } from "../rule";

export const unknownService: BuiltInRule = {
  id: "RAM738",
  title: "RAM code that is probably misspelt",
  severity: "warning",
  pack: "recommended",
  allowed: "RAM codes of services",
  explanation:
    "No source of the vendor names the code, and a known one is almost the same. RAM accepts any code, so a typo is silent. Not all codes are known, so it may be right.",
  source: "RAM authorization pages and system policies, as read into the catalog",
  kinds: ["identity", "control", "session"],
  check: ({ statements }, knowledge) => {
    if (knowledge?.serviceCodes === undefined) return [];
    const judged = new Map<string, string | undefined>();
    const judge = ({ path }: Located, code: string): readonly RuleReport[] => {
      const folded = foldCase(code);
      // A service of which actions are known needs no look at all the codes.
      if (folded === "" || knowledge.extentOf(folded) !== "none") return [];
      if (isPattern(folded) || partlyKnown(code).isUnknown) return [];
      if (!judged.has(folded)) judged.set(folded, misspelt(folded, knowledge.serviceCodes?.() ?? []));
      const meant = judged.get(folded);
      return meant === undefined ? [] : [{ path, found: `the RAM code ${quote(code)}`, fix: `perhaps ${meant}` }];
    };
    return statements.flatMap(({ actions, resources }) => [
      ...actions.flatMap((action) => judge(action, codeOfAction(action.text))),
      ...resources.flatMap((resource) => judge(resource, resourceFields(resource.text)?.[0] ?? "")),
    ]);
  },
};

function codeOfAction(text: string): string {
  const end = text.indexOf(":");
  return end === -1 ? "" : text.slice(0, end);
}

/** The only known code that a text can be a misspelling of. Short codes are too similar to tell. */
function misspelt(code: string, known: readonly string[]): string | undefined {
  if (code.length < 5 || code.length > 64 || known.includes(code)) return undefined;
  // A different number is a generation, not a typo.
  if (known.some((one) => withoutNumber(one) === withoutNumber(code))) return undefined;
  const near = known.filter((one) => one.length >= 5 && isNear(code, one));
  return near.length === 1 ? near[0] : undefined;
}

function withoutNumber(code: string): string {
  return code.replace(/\d+$/, "");
}

/** Whether texts differ in one inserted, deleted or replaced letter, or in two swapped letters. */
function isNear(a: string, b: string): boolean {
  return editDistance(a, b, 1) === 1 || (a.length === b.length && isSwapped(a, b));
}

function isSwapped(a: string, b: string): boolean {
  const at = Array.from(a).findIndex((letter, index) => letter !== b[index]);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
