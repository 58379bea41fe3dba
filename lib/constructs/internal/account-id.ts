import { type Problem, hasToken, literalText, quote } from "../../policy";
import { withoutNumberTokens } from "./number-tokens";
import { constructProblemIds } from "./problem-ids";

/**
 * Checks the account id for ARNs of a policy. RAM323 for a pattern, because a policy applies to its own account only,
 * and a pattern hides which one is meant. An invalid id is replaced by one that matches no account.
 */
export function checkAccountId(accountId: string): { readonly account: string; readonly problems: readonly Problem[] } {
  const value: unknown = accountId;
  const isId = typeof value === "string" && (hasToken(value) ? literalText(value) === "" : /^(\d+|\*)$/.test(value));
  if (isId) return { account: withoutNumberTokens(accountId), problems: [] };
  return {
    account: "0",
    problems: [
      {
        id: constructProblemIds.accountId,
        path: "accountId",
        found: quote(value),
        allowed: 'the digits of an account id, "*", or a token such as new DataAlicloudAccount(this, ...).id',
        fix: "correct it, or omit it: a policy applies to its own account only",
      },
    ],
  };
}
