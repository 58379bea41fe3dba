import { quote } from "../../problem";
import { isPattern, matchesPattern } from "../../patterns/wildcard";
import { escalatingActions } from "../escalating-actions";
import { type BuiltInRule, eachStatement } from "../rule";
import { servicesOf } from "../rule-needs";
import { foldCase } from "../../letter-case";

const comparable = escalatingActions.map((action) => ({ ...action, lowerCase: foldCase(action.action) }));

export const privilegeEscalation: BuiltInRule = {
  id: "RAM721",
  title: "Privilege escalation",
  severity: "warning",
  pack: "recommended",
  allowed: "actions on identities and policies only for administrators of permissions, on named resources",
  explanation:
    "With one of these actions, its holder can get, or give someone, permissions that the policy does not show.",
  source: "RAM API 2015-05-01; https://github.com/prowler-cloud/prowler/issues/1168 for the method",
  kinds: ["identity"],
  needs: { services: servicesOf(escalatingActions) },
  check: eachStatement(({ effect, actionElement, actions }) => {
    if (effect !== "Allow" || actionElement === "NotAction") return [];
    return actions.flatMap(({ text, path }) => {
      const pattern = foldCase(text);
      const reached = isPattern(text)
        ? comparable.filter(({ lowerCase }) => matchesPattern(pattern, lowerCase))
        : comparable.filter(({ lowerCase }) => pattern === lowerCase);
      const [first, ...others] = reached;
      if (first === undefined) return [];
      const more =
        others.length === 0
          ? ""
          : `, and ${others.length} other ways (${others.map(({ action }) => action).join(", ")})`;
      return [
        {
          path,
          found: `${quote(text)}: ${first.action} ${first.how}${more}`,
          fix: "leave it to an administrator, or narrow it to named resources",
        },
      ];
    });
  }),
};
