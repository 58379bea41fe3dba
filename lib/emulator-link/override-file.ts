import { argumentName } from "./argument-name";
import type { ProviderSettings } from "./provider-settings";

/** Terraform merges this file into a stack's own provider block, whatever made it. */
export const overrideFileName = "provider_override.tf.json";

/** The content of the override file. The stack keeps its region. */
export function overrideFile(settings: ProviderSettings): string {
  const block = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [argumentName(name), value as unknown]),
  );
  return JSON.stringify({ provider: { alicloud: [block] } }, undefined, 2);
}
