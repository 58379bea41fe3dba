import { patternContains } from "../../pattern-relation";
import { isAnyResource } from "../../resource-pattern";
import { type Rule, eachStatement } from "../rule";

/** What an action pattern that covers one of these makes of its holder. */
const reaches = [
  { pattern: "*", means: "everything in the account" },
  { pattern: "ram:*", means: "every identity and every permission, and so everything in the account" },
] as const;

export const administrator: Rule = {
  id: "RAM720",
  title: "Administrator of the account",
  severity: "warning",
  allowed: "the actions that are needed",
  explanation: "Whoever has it can do everything, or give themselves everything.",
  source: "RAM docs, Policy overview (2021-07-16)",
  kinds: ["identity"],
  check: eachStatement(({ effect, actionElement, actions, resourceElement, resources }) => {
    const onAll = resourceElement === "Resource" && resources.some(({ text }) => isAnyResource(text));
    if (effect !== "Allow" || actionElement === "NotAction" || !onAll) return [];
    return actions.flatMap(({ text, path }) => {
      const reached = reaches.find(({ pattern }) => patternContains(text.toLowerCase(), pattern));
      if (reached === undefined) return [];
      return [{ path, found: `${text} on every resource: ${reached.means}`, fix: "name the actions that are needed" }];
    });
  }),
};
