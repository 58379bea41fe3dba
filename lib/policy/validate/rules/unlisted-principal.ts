import { quote } from "../../problem";
import { isDocumentedPrincipal } from "../../trust-policy";
import { isPattern } from "../../patterns/wildcard";
import { partlyKnown } from "../../patterns/partly-known";
import { type BuiltInRule, eachStatement } from "../rule";

export const unlistedPrincipal: BuiltInRule = {
  id: "RAM745",
  title: "Principal of an undocumented form",
  severity: "warning",
  pack: "recommended",
  allowed:
    "Service: names that end in aliyuncs.com; RAM: acs:ram::<account>:root, user/<name> or role/<name>; Federated: acs:ram::<account>:saml-provider/<name> or oidc-provider/<name>",
  explanation:
    "It is not known whether RAM accepts it, and whom it lets assume the role. A wildcard could let anyone assume it.",
  source: "RAM docs, Edit the trust policy of a RAM role (2021-07-16)",
  kinds: ["trust"],
  check: eachStatement(({ principals }) =>
    principals
      .filter(({ kind, text }) => !partlyKnown(text).isUnknown && !isDocumentedPrincipal(kind, text))
      .map(({ kind, text, path }) => ({
        path,
        found: `${kind} ${quote(text)}${isPattern(text) ? ", which could let anyone assume the role" : ""}`,
        fix: "write each principal in full",
      })),
  ),
};
