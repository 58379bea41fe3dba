import { quote } from "../../problem";
import { isPattern } from "../../patterns/wildcard";
import { type BuiltInRule, eachStatement } from "../rule";

export const secretsByWildcard: BuiltInRule = {
  id: "RAM723",
  title: "Secrets granted by a wildcard",
  severity: "warning",
  pack: "recommended",
  allowed: "actions that return secrets by name, on named resources",
  explanation: "The wildcard looks like a permission to read, but also returns credentials or tokens.",
  source:
    "AgentRun's grant page, the SDKs of AgentRun and PAI EAS, and the policies of Agent Identity, for the actions that return secrets",
  kinds: ["identity"],
  check: eachStatement(({ effect, actionElement, actions }, knowledge) => {
    if (effect !== "Allow" || actionElement === "NotAction" || knowledge === undefined) return [];
    return actions.flatMap(({ text, path }) => {
      const secrets = isPattern(text) ? knowledge.matching(text).filter(({ secret }) => secret) : [];
      if (secrets.length === 0) return [];
      return [
        {
          path,
          found: `${quote(text)} covers ${secrets.map(({ name }) => name).join(" and ")}`,
          fix: "list the needed actions, and put secrets into a statement of their own",
        },
      ];
    });
  }),
};
