import { partlyKnown } from "../../patterns/partly-known";
import { resourceFields } from "../../patterns/resource-pattern";
import { isPattern } from "../../patterns/wildcard";
import { quote } from "../../problem";
import { type BuiltInRule, eachStatement } from "../rule";

export const accountId: BuiltInRule = {
  id: "RAM741",
  title: "Invalid account id",
  severity: "warning",
  pack: "recommended",
  allowed: "16 digits; * for any account; system in ARNs of RAM's own policies",
  explanation:
    "No account has such an id, so the statement does not apply to the resource, or trusts nobody. All known ids have 16 digits.",
  source: "https://help.aliyun.com/document_detail/93738.html; RAM docs, RAM authentication (2021-07-16) for system",
  check: eachStatement(({ resources, principals }) =>
    [...resources, ...principals].flatMap(({ text, path }) => {
      const account = resourceFields(text)?.[2] ?? "";
      if (account === "" || isPattern(account) || partlyKnown(text).isUnknown) return [];
      if (account === "system" || /^\d{16}$/.test(account)) return [];
      const what = /^\d+$/.test(account) ? `of ${account.length} digits` : "that is not a number";
      return [{ path, found: `the account id ${quote(account)} ${what}`, fix: "copy the account id from the console" }];
    }),
  ),
};
