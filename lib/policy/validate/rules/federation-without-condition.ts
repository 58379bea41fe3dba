import { type BuiltInRule, eachStatement } from "../rule";
import { foldCase } from "../../letter-case";

export const federationWithoutCondition: BuiltInRule = {
  id: "RAM725",
  title: "Identity provider without a condition",
  severity: "warning",
  pack: "recommended",
  allowed: "saml:recipient for SAML; oidc:aud and oidc:sub for OIDC",
  explanation: "Every user of the provider can assume the role, also through other applications of the provider.",
  source: "RAM docs, Create a RAM role for a trusted IdP (2021-07-16)",
  kinds: ["trust"],
  check: eachStatement(({ effect, principals, tests }) => {
    if (effect !== "Allow") return [];
    const tested = new Set(tests.map(({ key }) => foldCase(key)));
    return principals
      .filter(({ kind }) => kind === "Federated")
      .flatMap(({ text, path }) => {
        const keys = text.includes(":oidc-provider/") ? ["oidc:aud", "oidc:sub"] : ["saml:recipient"];
        const missing = keys.filter((key) => !tested.has(key));
        if (missing.length === 0) return [];
        return [
          { path, found: `${text} without a test of ${missing.join(" and ")}`, fix: `test ${missing.join(" and ")}` },
        ];
      });
  }),
};
