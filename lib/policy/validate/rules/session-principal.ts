import { quote } from "../../problem";
import { type BuiltInRule, eachStatement } from "../rule";

export const sessionPrincipal: BuiltInRule = {
  id: "RAM729",
  title: "Trust in one session of a role",
  severity: "warning",
  pack: "recommended",
  allowed: "acs:ram::<account>:role/<name>, which trusts every session of the role",
  explanation:
    "RAM's pages name users, roles and accounts as principals. It is not known whether RAM accepts a session.",
  source: "RAM docs, Edit the trust policy of a RAM role (2021-07-16)",
  kinds: ["trust"],
  check: eachStatement(({ principals }) =>
    principals
      .filter(({ kind }) => kind === "RAM")
      .flatMap(({ text, path }) => {
        const role = /^(acs:ram::[^:]*:role\/[^/]+)\/.+$/.exec(text)?.[1];
        return role === undefined
          ? []
          : [{ path, found: quote(text), fix: `write ${role} to trust every session of the role` }];
      }),
  ),
};
