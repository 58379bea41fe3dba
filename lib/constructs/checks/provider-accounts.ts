import type { TerraformStack } from "cdktf";
import { isJsonObject } from "../../policy/json-value";
import { resolveValue } from "../internal/resolved-text";
import { providersIn } from "./stack-resources";

/** What identifies the account of a provider. */
interface ProviderAccount {
  readonly alias: string;
  /** Id of the account, if the provider or the role that it assumes has it. */
  readonly accountId: string | undefined;
  /** All arguments that credentials come from. */
  readonly credentials: string;
}

/** Arguments of the provider that determine its credentials. The region is not one of them, because RAM is global. */
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
 * Maps each provider alias of a stack to a key that is equal for providers that may be for the same account. Two
 * providers are for different accounts if their account ids or, without those, their credentials are known and differ.
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
