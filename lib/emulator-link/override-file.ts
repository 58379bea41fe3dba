import { argumentName } from "./argument-name";
import type { ProviderSettings } from "./provider-settings";

/** Terraform merges this file into the stack's provider block. */
export const overrideFileName = "provider_override.tf.json";

/** The content of the override file. It does not set the region, so the stack keeps its own. */
export function overrideFile(settings: ProviderSettings): string {
  const block = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [argumentName(name), value as unknown]),
  );
  return JSON.stringify({ provider: { alicloud: [block] } }, undefined, 2);
}
