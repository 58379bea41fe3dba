import { hasToken } from "../../patterns/framework-token";
import { quote } from "../../problem";
import { trustActions } from "../../trust-actions";
import { type BuiltInRule, eachStatement } from "../rule";
import { isSameName } from "../../letter-case";

const listed = Object.keys(trustActions);

export const unlistedTrustAction: BuiltInRule = {
  id: "RAM728",
  title: "Trust action that no source names",
  severity: "warning",
  pack: "recommended",
  allowed: listed.join(", "),
  explanation:
    "It is not known whether RAM accepts the action in a trust policy. An action that RAM does not know lets nobody assume the role.",
  source: "RAM docs, Edit the trust policy (2021-07-16); aliyun/agent-identity-dev-kit 9638e9a7 (2026-06-25)",
  kinds: ["trust"],
  check: eachStatement(({ actions }) =>
    actions
      .filter(({ text }) => !listed.includes(text) && !hasToken(text))
      .map(({ text, path }) => {
        const meant = listed.find((one) => isSameName(one, text));
        const fix =
          meant === undefined ? "use actions of the list, or acknowledge this with a source" : `write ${meant}`;
        return { path, found: quote(text), fix };
      }),
  ),
};
