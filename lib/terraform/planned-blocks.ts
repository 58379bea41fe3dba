import type { StackBlocks } from "./stack-blocks";
import { asList } from "./synthesized-stack";
import { isJsonObject } from "../policy/json-value";

/** The variables and the configured data sources of a plan's root module, which its expressions refer to. */
export function plannedBlocks({ variables, configuration }: Readonly<Record<string, unknown>>): StackBlocks {
  const root = isJsonObject(configuration) ? configuration["root_module"] : undefined;
  const configured = isJsonObject(root) ? asList(root["resources"]).filter(isJsonObject) : [];
  return new Map([
    ...Object.entries(isJsonObject(variables) ? variables : {}).map(([name, value]) => [`var.${name}`, value] as const),
    ...configured
      .filter(({ mode }) => mode === "data")
      .map(({ address, expressions }) => [String(address), expressions] as const),
  ]);
}
