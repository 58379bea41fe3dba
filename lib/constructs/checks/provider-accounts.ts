import type { TerraformStack } from "cdktf";
import { isJsonObject } from "../../policy/json-value";
import { resolveValue } from "../internal/resolved-text";
import { providersIn } from "./stack-resources";

/** What tells which account a provider is for. */
interface ProviderAccount {
  readonly alias: string;
  /** The account's id, where the provider or the role that it assumes says it. */
  readonly accountId: string | undefined;
  /** Everything that credentials come from. */
  readonly credentials: string;
}

/** Arguments of the provider that decide whose credentials it has. A region, for one, does not: RAM is global. */
const credentialArguments = [
  "access_key",
  "assume_role",
  "assume_role_with_oidc",
  "credentials_uri",
  "ecs_role_name",
  "profile",
  "shared_credentials_file",
  "sign_in_account_id",
] as const;

/**
 * The providers of a stack that may be for one account, as one word: by alias. Two providers are for different accounts
 * where their account ids, or without them their credentials, are known to differ.
 */
export function accountsByAlias(stack: TerraformStack): (alias: string) => string {
  const known: ProviderAccount[] = [];
  const words = new Map<string, string>();
  for (const provider of providersIn(stack)) {
    const account = accountOf(resolveValue(stack, provider));
    const index = known.findIndex((one) => mayBeSame(one, account));
    const same = known[index];
    if (same === undefined) known.push(account);
    else known[index] = { ...same, accountId: same.accountId ?? account.accountId };
    words.set(account.alias, (same ?? account).alias);
  }
  return (alias) => words.get(alias) ?? alias;
}

function accountOf(provider: unknown): ProviderAccount {
  const given = isJsonObject(provider) ? provider : {};
  const { alias, account_id: accountId } = given;
  const roleArns = ["assume_role", "assume_role_with_oidc"].flatMap((name) => blocksOf(given[name])).map(roleArnOf);
  const idOfRole = roleArns.map((arn) => /^acs:ram::(\d+):role\//.exec(arn)?.[1]).find((id) => id !== undefined);
  return {
    alias: typeof alias === "string" ? alias : "",
    accountId: idOfRole ?? (typeof accountId === "string" && /^\d+$/.test(accountId) ? accountId : undefined),
    credentials: JSON.stringify(credentialArguments.map((name) => given[name] ?? null)),
  };
}

function mayBeSame(a: ProviderAccount, b: ProviderAccount): boolean {
  if (a.accountId !== undefined && b.accountId !== undefined) return a.accountId === b.accountId;
  return a.credentials === b.credentials;
}

function blocksOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function roleArnOf(block: unknown): string {
  const arn = isJsonObject(block) ? block["role_arn"] : undefined;
  return typeof arn === "string" ? arn : "";
}
