import type { StackBlocks } from "./stack-blocks";
import { asList, isRecord } from "./synthesized-stack";

/** What the expressions of a plan's root module refer to: variables, and data sources as they are configured. */
export function plannedBlocks({ variables, configuration }: Readonly<Record<string, unknown>>): StackBlocks {
  const root = isRecord(configuration) ? configuration["root_module"] : undefined;
  const configured = isRecord(root) ? asList(root["resources"]).filter(isRecord) : [];
  return new Map([
    ...Object.entries(isRecord(variables) ? variables : {}).map(([name, value]) => [`var.${name}`, value] as const),
    ...configured
      .filter(({ mode }) => mode === "data")
      .map(({ address, expressions }) => [String(address), expressions] as const),
  ]);
}
