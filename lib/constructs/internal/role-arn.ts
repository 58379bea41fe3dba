import type { Problem } from "../../policy";
import { constructProblemIds } from "./problem-ids";

/**
 * The account id for an existing role's ARN, or RAM309: guessing it, or writing `*`, would name other roles too. Where
 * it is missing, the ARN names no role at all.
 */
export function accountOf(accountId: string | undefined): {
  readonly account: string;
  readonly problems: readonly Problem[];
} {
  if (accountId !== undefined) return { account: accountId, problems: [] };
  return {
    account: "0",
    problems: [
      {
        id: constructProblemIds.unknownAccount,
        path: "accountId",
        found: "the ARN of an existing role, in an account that is not known",
        allowed: "an accountId: digits, or a token such as new DataAlicloudAccount(this, ...).id",
        fix: "add accountId to the role's options",
      },
    ],
  };
}
