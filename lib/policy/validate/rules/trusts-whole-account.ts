import { type BuiltInRule, eachStatement } from "../rule";

export const trustsWholeAccount: BuiltInRule = {
  id: "RAM726",
  title: "Trust in a whole account",
  severity: "info",
  pack: "strict",
  allowed: "the users and roles that need the role, or a condition",
  explanation: "Every user and role of the account with permission for sts:AssumeRole can assume the role.",
  source: "https://help.aliyun.com/en/ram/user-guide/edit-the-trust-policy-of-a-ram-role",
  kinds: ["trust"],
  check: eachStatement(({ effect, principals, tests }) => {
    if (effect !== "Allow" || tests.length > 0) return [];
    return principals
      .filter(({ kind, text }) => kind === "RAM" && text.endsWith(":root"))
      .map(({ text, path }) => ({ path, found: text, fix: "name the users or roles, or test sts:ExternalId" }));
  }),
};
