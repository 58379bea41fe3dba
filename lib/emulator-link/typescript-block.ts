import type { ProviderSettings } from "./provider-settings";

/** The provider in TypeScript, for the constructor of a CDK for Terraform stack. */
export function typescriptBlock(settings: ProviderSettings): string {
  const { endpoints, ...others } = settings;
  return [
    'new AlicloudProvider(this, "alicloud", {',
    ...properties({ region: "cn-hangzhou", ...others }).map((line) => `  ${line}`),
    ...endpoints.flatMap((endpoint) => [
      "  endpoints: [",
      "    {",
      ...properties(endpoint).map((line) => `      ${line}`),
      "    },",
      "  ],",
    ]),
    "});",
  ].join("\n");
}

function properties(values: Readonly<Record<string, string | boolean>>): readonly string[] {
  return Object.entries(values).map(([name, value]) => `${name}: ${JSON.stringify(value)},`);
}
