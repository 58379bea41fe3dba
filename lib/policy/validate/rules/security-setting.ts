import { foldCase } from "../../letter-case";
import { isPattern, patternsOverlap } from "../../patterns/wildcard";
import { patternContains } from "../../patterns/pattern-relation";
import { quote } from "../../problem";
import { type BuiltInRule, eachStatement } from "../rule";
import { servicesOf } from "../rule-needs";
import { securitySettings } from "../security-settings";

const comparable = securitySettings.map((setting) => ({ ...setting, lowerCase: foldCase(setting.action) }));

/** Actions whose verb only reads. */
const reading = /^[a-z]+:(get|list|describe|query|check|lookup)/;

export const securitySetting: BuiltInRule = {
  id: "RAM737",
  title: "Change of security settings",
  severity: "warning",
  pack: "recommended",
  allowed: "actions on security settings only for administrators of the account",
  explanation:
    "With one of these actions, its holder can weaken how identities log on, or how activities are recorded.",
  source: "RAM docs, RAM authentication (2021-07-16); RAM API IMS 2019-08-15; ActionTrail API 2020-07-06",
  kinds: ["identity"],
  needs: { services: servicesOf(securitySettings) },
  check: eachStatement(({ effect, actionElement, actions }) => {
    if (effect !== "Allow" || actionElement === "NotAction") return [];
    return actions.flatMap(({ text, path }) => {
      const pattern = foldCase(text);
      if (reading.test(pattern) || patternContains(pattern, "ram:*")) return []; // RAM720 covers the latter
      const [first, ...others] = comparable.filter(({ lowerCase }) => reaches(pattern, lowerCase));
      if (first === undefined) return [];
      const more = others.length === 0 ? "" : `, and ${others.map(({ action }) => action).join(", ")}`;
      return [
        {
          path,
          found: `${quote(text)}: ${first.action} ${first.how}${more}`,
          fix: "leave it to an administrator, or narrow it to named users",
        },
      ];
    });
  }),
};

/**
 * Whether a pattern matches the action of a setting. `*` for a whole service is only matched by patterns that name it.
 */
function reaches(pattern: string, setting: string): boolean {
  const isOfAnyService = isPattern(pattern.split(":")[0] ?? "");
  return !(isOfAnyService && isPattern(setting)) && patternsOverlap(pattern, setting);
}
