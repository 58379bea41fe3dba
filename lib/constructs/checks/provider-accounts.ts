import type { TerraformStack } from "cdktf";
import { isJsonObject } from "../../policy/json-value";
import { accountIdIn, relateAccounts, settingLine } from "../../terraform/configuration/provider-account";
import { resolveValue } from "../internal/resolved-text";
import { providersIn } from "./stack-resources";

/** Arguments of the provider that determine its account. The region is not one of them, because RAM is global. */
const accountArguments = [
  "access_key",
  "account_id",
  "assume_role",
  "assume_role_with_oidc",
  "credentials_uri",
  "ecs_role_name",
  "profile",
  "shared_credentials_file",
  "sign_in_account_id",
] as const;

/**
 * Maps each provider alias of a stack to a key that is equal for providers of one account. What only Terraform knows counts
 * as another account: variables often hold the credentials of several accounts, and a name may occur in each of them.
 */
export function accountsByAlias(stack: TerraformStack): (alias: string) => string {
  const known: { readonly alias: string; readonly settings: string }[] = [];
  const words = new Map<string, string>();
  for (const provider of providersIn(stack)) {
    const account = accountOf(resolveValue(stack, provider));
    const index = known.findIndex(({ settings }) => relateAccounts(settings, account.settings) === "one account");
    const same = known[index];
    if (same === undefined) known.push(account);
    else if (accountIdIn(same.settings) === undefined) known[index] = { ...account, alias: same.alias };
    words.set(account.alias, (same ?? account).alias);
  }
  return (alias) => words.get(alias) ?? alias;
}

function accountOf(provider: unknown): { readonly alias: string; readonly settings: string } {
  const given = isJsonObject(provider) ? provider : {};
  const set = accountArguments.filter((name) => given[name] !== undefined && given[name] !== null);
  return {
    alias: typeof given["alias"] === "string" ? given["alias"] : "",
    settings: set.map((name) => settingLine([name], JSON.stringify(given[name]))).join("\n"),
  };
}
