import type { Configuration } from "./configuration";
import { placeOf } from "./place";

/** Settings of the provider that do not choose the account or the identity. RAM has no regions. */
export const harmlessProviderArguments: ReadonlySet<string> = new Set([
  ...["alias", "region", "version", "skip_region_validation", "configuration_source", "max_retry_timeout"],
  ...["client_connect_timeout", "client_read_timeout", "protocol", "secure_transport", "source_ip", "//"],
]);

/** Whether two settings of the provider are for one account, for two, or whether only Terraform knows it. */
export type AccountRelation = "one account" | "two accounts" | "unknown";

/**
 * Compares the settings of two providers, each as in {@link providerAccounts}. If both have an account id, the ids decide;
 * if not, the credentials do.
 */
export function relateAccounts(one = "", other = ""): AccountRelation {
  const [id, otherId] = [accountIdIn(one), accountIdIn(other)];
  if (id !== undefined && otherId !== undefined) return id === otherId ? "one account" : "two accounts";
  if (one.replace(accountIdLine, "") === other.replace(accountIdLine, "")) return "one account";
  return [one, other].some((settings) => /[$%]\{/.test(settings)) ? "unknown" : "two accounts";
}

const accountIdLine = /^\["account_id"\] .*\n?/m;

/** Id of the account whose role the provider assumes, or the id that it is given. */
export function accountIdIn(settings: string): string | undefined {
  return (/"acs:ram::(\d+):role\//.exec(settings) ?? /^\["account_id"\] "(\d+)"$/m.exec(settings))?.[1];
}

/** A setting as a line of {@link providerAccounts}. */
export function settingLine(argument: readonly string[], value: string): string {
  return `${JSON.stringify(argument)} ${value}`;
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
    settings.set(alias, [...(settings.get(alias) ?? []), ...(isHarmless ? [] : [settingLine(argument, value)])]);
  }
  return new Map([...settings].map(([alias, texts]) => [alias, texts.sort().join("\n")]));
}

/** Whether the text has the key, perhaps with escapes. Reading all leaves takes much longer. */
function mayHaveProviders({ isEvaluated, text }: Configuration): boolean {
  return isEvaluated || text.includes('"provider"') || text.includes("\\u");
}
