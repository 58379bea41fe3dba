import type { Problem } from "../../policy";
import { constructProblemIds } from "./problem-ids";

/**
 * The account id for the ARN of an existing role, or RAM309. A guess or `*` would match other roles, so the ARN without
 * an account id matches no role.
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
        found: "the ARN of an existing role without an account id",
        allowed: "an accountId: digits, or a token such as new DataAlicloudAccount(this, ...).id",
        fix: "add accountId to the role's options",
      },
    ],
  };
}
