import { PolicyError } from "../policy";
import { constructProblemIds } from "./problem-ids";

/** The account id for an existing role's ARN, or RAM309: guessing it, or writing `*`, would name other roles too. */
export function requireAccountId(accountId: string | undefined, path: string): string {
  if (accountId !== undefined) return accountId;
  throw new PolicyError([
    {
      id: constructProblemIds.unknownAccount,
      path,
      found: "the ARN of an existing role, in an account that is not known",
      allowed: "an accountId: digits, or a token such as new DataAlicloudAccount(this, ...).id",
      fix: "add accountId to the role's options",
    },
  ]);
}
