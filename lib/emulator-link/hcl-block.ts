import { argumentName } from "./argument-name";
import type { ProviderSettings } from "./provider-settings";

/** The provider block in HCL, formatted as by `terraform fmt`. */
export function hclBlock({ endpoints, ...settings }: ProviderSettings): string {
  return [
    'provider "alicloud" {',
    ...indented(assignments({ region: "cn-hangzhou", ...settings })),
    ...endpoints.flatMap((endpoint) => ["", "  endpoints {", ...indented(indented(assignments(endpoint))), "  }"]),
    "}",
  ].join("\n");
}

function assignments(values: Readonly<Record<string, string | boolean>>): readonly string[] {
  const names = Object.keys(values).map(argumentName);
  const width = Math.max(...names.map((name) => name.length));
  return Object.values(values).map((value, index) => `${names[index]?.padEnd(width) ?? ""} = ${JSON.stringify(value)}`);
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
