import { type Problem, hasToken, literalText, quote } from "../../policy";
import { withoutNumberTokens } from "./number-tokens";
import { constructProblemIds } from "./problem-ids";

/**
 * An account as ARNs of a policy name it, or RAM323: a pattern of ids would reach into no other account, but hides which
 * one is meant. Where it is wrong, the ARNs name no account at all.
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
        fix: "correct it, or leave it out: a policy reaches its own account only",
      },
    ],
  };
}
