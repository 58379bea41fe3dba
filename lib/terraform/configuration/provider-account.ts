import type { Configuration } from "./configuration";
import { placeOf } from "./place";

/** Settings of the provider that do not choose the account or the identity. RAM has no regions. */
export const harmlessProviderArguments: ReadonlySet<string> = new Set([
  ...["alias", "region", "version", "skip_region_validation", "configuration_source", "max_retry_timeout"],
  ...["client_connect_timeout", "client_read_timeout", "protocol", "secure_transport", "source_ip", "//"],
]);

/**
 * Whether two settings of the provider may be for one account: they name the same account id, or are equal, or only
 * Terraform knows them.
 */
export function mayBeOneAccount(one: string | undefined, other: string | undefined): boolean {
  const [id, otherId] = [one, other].map(accountIdIn);
  if (id !== undefined && otherId !== undefined) return id === otherId;
  return one === other || [one, other].some((settings) => settings !== undefined && /[$%]\{/.test(settings));
}

function accountIdIn(settings = ""): string | undefined {
  const [, ofRole, ofProvider] = /"acs:ram::(\d+):role\/|^\["account_id"\] "(\d+)"$/m.exec(settings) ?? [];
  return ofRole ?? ofProvider;
}

/** The settings of each alias of the provider that choose the account, as text that is equal for equal settings. */
export function providerAccounts(configuration: Configuration | undefined): ReadonlyMap<string, string> {
  const settings = new Map<string, string[]>();
  if (configuration === undefined || !mayHaveProviders(configuration)) return new Map();
  for (const { path, value } of configuration.leaves) {
    const { block, name, argument } = placeOf(path);
    if (block !== "provider" || name !== "alicloud") continue;
    const alias = path.find((step) => step.kind === "alias")?.name ?? "";
    const isHarmless = harmlessProviderArguments.has(argument[0] ?? "");
    settings.set(alias, [
      ...(settings.get(alias) ?? []),
      ...(isHarmless ? [] : [`${JSON.stringify(argument)} ${value}`]),
    ]);
  }
  return new Map([...settings].map(([alias, texts]) => [alias, texts.sort().join("\n")]));
}

/** Whether the text has the key, perhaps with escapes. Reading all leaves takes much longer. */
function mayHaveProviders({ isEvaluated, text }: Configuration): boolean {
  return isEvaluated || text.includes('"provider"') || text.includes("\\u");
}
