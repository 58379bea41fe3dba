import { partlyKnown } from "../../patterns/partly-known";
import { resourceFields } from "../../patterns/resource-pattern";
import { isPattern } from "../../patterns/wildcard";
import { quote } from "../../problem";
import { type BuiltInRule, eachStatement } from "../rule";

export const accountId: BuiltInRule = {
  id: "RAM741",
  title: "Account id that is none",
  severity: "warning",
  pack: "recommended",
  allowed: "16 digits; * for any account; system in ARNs of RAM's own policies",
  explanation:
    "No account has such an id: the statement does nothing for the resource, or nobody is trusted. All known ids have 16 digits.",
  source: "https://help.aliyun.com/document_detail/93738.html; RAM docs, RAM authentication (2021-07-16) for system",
  check: eachStatement(({ resources, principals }) =>
    [...resources, ...principals].flatMap(({ text, path }) => {
      const account = resourceFields(text)?.[2] ?? "";
      if (account === "" || isPattern(account) || partlyKnown(text).isUnknown) return [];
      if (account === "system" || /^\d{16}$/.test(account)) return [];
      const what = /^\d+$/.test(account) ? `of ${account.length} digits` : "that is no number";
      return [{ path, found: `the account id ${quote(account)} ${what}`, fix: "copy the account id from the console" }];
    }),
  ),
};
